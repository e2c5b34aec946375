/** How a simulated BMC makes its packets; deviations from the specification are what personalities set. */
export interface ProtocolTraits {
  /** Cipher suites it accepts in Open Session. */
  readonly cipherSuites: readonly number[];
  /** IPMI 1.5 authentication types it accepts. */
  readonly authenticationTypes: readonly ("none" | "md2" | "md5" | "password")[];
  readonly sessionSlots: number;
  readonly sessionTimeoutMs: number;
}
