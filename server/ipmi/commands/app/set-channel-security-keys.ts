import { ByteWriter } from "../../wire/byte-writer";
import { type CommandClass, defineCommand, NetFn, Privilege } from "../command";

export type ChannelKey = "random" | "bmc-key";

export type ChannelKeyRequest = { readonly channel: number; readonly key: ChannelKey } & (
  | { readonly operation: "read" | "lock" }
  /** 20 bytes. */
  | { readonly operation: "set"; readonly value: Uint8Array }
);

export interface ChannelKeyState {
  /** Null: the BMC cannot lock keys. */
  readonly locked: boolean | null;
  /** What a `read` gave; null otherwise. */
  readonly value: Buffer | null;
}

const keyCodes: Readonly<Record<ChannelKey, number>> = { random: 0, "bmc-key": 1 };
const operationCodes = { read: 0, set: 1, lock: 2 } as const;
const KEY_BYTES = 20;

/** Set Channel Security Keys (IPMI 2.0 §22.25): K_R and K_G. A locked key can never be changed or read again. */
export const setChannelSecurityKeys = defineCommand<ChannelKeyRequest, ChannelKeyState>({
  name: "Set Channel Security Keys",
  netFn: NetFn.App,
  command: 0x56,
  privilege: Privilege.Administrator,
  class: ({ operation }): CommandClass => (operation === "read" ? "read" : "once"),
  encode: (request) => {
    const writer = new ByteWriter()
      .u8(request.channel & 0x0f)
      .u8(operationCodes[request.operation])
      .u8(keyCodes[request.key]);
    if (request.operation !== "set") return writer.toBuffer();
    if (request.value.length !== KEY_BYTES) throw new RangeError("a channel key has 20 bytes");
    return writer.bytes(request.value).toBuffer();
  },
  decode: (data, { operation }) => {
    const lock = data.u8() & 0x03;
    return {
      locked: lock === 0 ? null : lock === 1,
      value: operation === "read" && data.remaining >= KEY_BYTES ? data.take(KEY_BYTES) : null,
    };
  },
  completionCodes: {
    128: "the key is locked",
    129: "this BMC has no such key",
    130: "the key does not fit the rules for keys",
    131: "the key cannot be read",
  },
});
