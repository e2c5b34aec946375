/** The only public door of the engine. */
export type {
  IpmiClient,
  IpmiClientEvents,
  IpmiClientOptions,
  IpmiEnvironment,
  Limits,
} from "./client";
export type { Clock, Entropy, TimerHandle } from "./clock";
export type { Command, CommandClass, CommandSender, SendOptions } from "./commands/command";
export { NetFn, Privilege } from "./commands/command";
export { type CipherSuiteId, cipherSuitePreference } from "./crypto/cipher-suite";
export { Credentials } from "./crypto/credentials";
export { CompletionCodeError, DecodeError, IpmiError, type IpmiErrorCode } from "./errors";
export { type PayloadLink, PayloadType, type SessionInfo } from "./session/session-info";
export type { DatagramNetwork, DatagramTransport, Endpoint } from "./transport/datagram-network";
