import type { Command, CommandClass } from "./command";
import { NetFn, Privilege } from "./command";

/** Commands by network function that only look: a lost answer to one of these may be asked for again. */
const reads: Readonly<Record<number, readonly number[]>> = {
  [NetFn.Chassis]: [0x00, 0x01, 0x07, 0x09, 0x0f],
  [NetFn.SensorEvent]: [0x01, 0x10, 0x13, 0x15, 0x20, 0x21, 0x23, 0x25, 0x27, 0x29, 0x2b, 0x2d, 0x2f],
  [NetFn.App]: [
    0x01, 0x04, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x25, 0x2f, 0x31, 0x36, 0x37, 0x38, 0x3d, 0x3f,
    0x41, 0x42, 0x44, 0x46, 0x4a, 0x4b, 0x4d, 0x4e, 0x4f, 0x54, 0x57, 0x59,
  ],
  [NetFn.Storage]: [0x10, 0x11, 0x20, 0x21, 0x23, 0x28, 0x40, 0x41, 0x43, 0x48, 0x5a, 0x5c],
  [NetFn.Transport]: [0x02, 0x11, 0x22],
};

export interface RawRequest {
  /** Even: the request form. */
  readonly netFn: number;
  readonly command: number;
  readonly data: Uint8Array;
}

/** What a lost answer would mean: `read` for what the specification knows to be one, `once` for all else. */
export function rawCommandClass({ netFn, command }: Pick<RawRequest, "netFn" | "command">): CommandClass {
  return reads[netFn]?.includes(command) ? "read" : "once";
}

/**
 * Any command, bytes in, bytes out: for what has no file of its own. Leaves in one datagram unless it is known to be a
 * read, or `commandClass` says what the caller knows of it.
 */
export function rawCommand(
  request: RawRequest,
  commandClass: CommandClass = rawCommandClass(request),
): Command<void, Buffer> {
  const { netFn, command, data } = request;
  return {
    name: `Raw ${hexByte(netFn)} ${hexByte(command)}`,
    netFn,
    command,
    privilege: Privilege.Administrator,
    class: commandClass,
    encode: () => data,
    decode: (answer) => answer.rest(),
  };
}

function hexByte(value: number): string {
  return `${value.toString(16).padStart(2, "0")}h`;
}
