import { defineCommand, NetFn, Privilege } from "../command";

export interface InitializationAgentRequest {
  /** `run` starts the agent; `get-status` changes nothing. */
  readonly operation: "run" | "get-status";
}

/** Run Initialization Agent (IPMI 2.0 §33.21): sensors are set up anew from their SDRs. */
export const runInitializationAgent = defineCommand<InitializationAgentRequest, { completed: boolean }>({
  name: "Run Initialization Agent",
  netFn: NetFn.Storage,
  command: 0x2c,
  privilege: Privilege.Operator,
  class: ({ operation }) => (operation === "run" ? "once" : "read"),
  encode: ({ operation }) => Uint8Array.of(operation === "run" ? 1 : 0),
  decode: (data) => ({ completed: (data.u8() & 0x01) !== 0 }),
});
