import { defineCommand, NetFn, Privilege } from "../command";

export interface PayloadEncryptionRequest {
  readonly type: number;
  /** 1–15. */
  readonly instance: number;
  /** `regenerate` starts xRC4 anew. */
  readonly operation: "suspend" | "resume" | "regenerate";
}

const operationCodes = { suspend: 0, resume: 1, regenerate: 2 } as const;

/** Suspend/Resume Payload Encryption (IPMI 2.0 §24.3). */
export const suspendResumePayloadEncryption = defineCommand<PayloadEncryptionRequest, void>({
  name: "Suspend/Resume Payload Encryption",
  netFn: NetFn.App,
  command: 0x55,
  privilege: Privilege.User,
  class: ({ operation }) => (operation === "regenerate" ? "once" : "idempotent"),
  encode: ({ type, instance, operation }) =>
    Uint8Array.of(type & 0x3f, instance & 0x0f, operationCodes[operation]),
  decode: () => undefined,
  completionCodes: {
    128: "the operation is not supported for this payload type",
    129: "the operation is not allowed in the present configuration",
    130: "encryption is not available for this session",
    131: "the payload instance is not active",
  },
});
