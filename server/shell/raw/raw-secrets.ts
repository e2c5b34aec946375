import { NetFn, setUserPassword } from "@/server/ipmi";
import { activateSession } from "@/server/ipmi/commands/app/activate-session";
import { sendMessage } from "@/server/ipmi/commands/app/send-message";
import { setChannelSecurityKeys } from "@/server/ipmi/commands/app/set-channel-security-keys";
import type { RawRequest } from "@/server/ipmi/commands/raw-command";

/** Send Message wraps a whole IPMB request behind its channel byte (IPMI 2.0 §22.7). */
const wrapped = { netFn: 2, command: 6, data: 7 } as const;

/** Where the secret of an App command begins in its data. */
const beginnings: ReadonlyMap<number, number> = new Map([
  // After user and operation.
  [setUserPassword.command, 2],
  // After channel, operation and key.
  [setChannelSecurityKeys.command, 3],
  // After type and level: with straight authentication the code is the password.
  [activateSession.command, 2],
]);

const SET_LAN_CONFIGURATION = 0x01;
const SET_SERIAL_CONFIGURATION = 0x10;

/** Parameters of Transport configurations that are secrets, behind channel and parameter number. */
const parameters: Readonly<Record<number, readonly number[]>> = {
  /** Community string (IPMI 2.0 table 23-4). */
  [SET_LAN_CONFIGURATION]: [16],
  /** Community string, TAP and PPP passwords (IPMI 2.0 table 25-4). */
  [SET_SERIAL_CONFIGURATION]: [15, 26, 42],
};

/** Index of the first byte of the data that is a secret; all after it go with it. Null: there is none. */
export function firstSecretByte({ netFn: said, command, data }: RawRequest): number | null {
  // Six bits of what was said reach the wire.
  const netFn = said & 0x3f;
  if (netFn === NetFn.Transport) return parameters[command]?.includes(data[1] ?? 0) ? 2 : null;
  if (netFn !== NetFn.App) return null;
  return command === sendMessage.command ? firstWrappedSecret(data) : (beginnings.get(command) ?? null);
}

function firstWrappedSecret(message: Uint8Array): number | null {
  const netFnAndLun = message[wrapped.netFn];
  const command = message[wrapped.command];
  if (netFnAndLun === undefined || command === undefined) return null;
  const data = message.subarray(wrapped.data);
  const first = firstSecretByte({ netFn: netFnAndLun >> 2, command, data });
  return first === null ? null : wrapped.data + first;
}
