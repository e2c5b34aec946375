import { CompletionCode } from "../../ipmi/message/completion-code";
import type { MachineReply, MachineRequest } from "../machine";
import type { Bmc } from "./bmc";
import type { Controller } from "./controller";

/** A command on its way through the machine. */
export interface Call {
  readonly bmc: Bmc;
  /** The controller it is for: the BMC itself, or a satellite behind it. */
  readonly controller: Controller;
  readonly request: MachineRequest;
  /** The request's data; its length has been checked. */
  readonly data: Buffer;
}

export interface Handler {
  readonly netFn: number;
  readonly command: number;
  /** Fewest and most bytes of request data; anything else is answered with C7h. */
  readonly bytes: readonly [number, number];
  /** Satellite controllers know it too. */
  readonly satellite?: boolean;
  readonly run: (call: Call) => MachineReply;
}

export const ANY_LENGTH = 255;

export function ok(data: Uint8Array | readonly number[] = []): MachineReply {
  return { completionCode: CompletionCode.Success, data: Uint8Array.from(data) };
}

export function refuse(completionCode: number): MachineReply {
  return { completionCode, data: new Uint8Array() };
}

/** Two bytes, low one first. */
export function u16(value: number): readonly [number, number] {
  return [value & 0xff, (value >>> 8) & 0xff];
}

export function u32(value: number): readonly [number, number, number, number] {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

/** A byte of the request; 0 past its end, where optional fields are. */
export function at(data: Uint8Array, offset: number): number {
  return data[offset] ?? 0;
}

/** The handlers of one network function: command, [fewest, most] bytes of data, what it does. */
export function handlers(
  netFn: number,
  rows: readonly (readonly [
    command: number,
    bytes: number | readonly [number, number],
    run: (call: Call) => MachineReply,
  ])[],
  options: { readonly satellite?: boolean } = {},
): readonly Handler[] {
  return rows.map(([command, bytes, run]) => ({
    netFn,
    command,
    bytes: typeof bytes === "number" ? ([bytes, bytes] as const) : bytes,
    run,
    ...options,
  }));
}
