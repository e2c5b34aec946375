/** The simulated BMCs behind the demo's hosts, as the services see them. */
export interface Demo {
  /** Ends the simulators; does nothing when there are none. */
  stop(): Promise<void>;
}
