import { CompletionCode } from "../../ipmi/message/completion-code";
import type { MachineReply } from "../machine";
import type { Bmc } from "./bmc";
import { at, ok, refuse } from "./handler";

/** Codes all parameter commands share (IPMI 2.0 §23.1, §26.2, §28.12, §30.3, §22.14a). */
const Refusal = { NotSupported: 0x80, SetInProgress: 0x81, ReadOnly: 0x82, WriteOnly: 0x83 } as const;

/** Oldest compatible and newest format: 1.1. */
const PARAMETER_REVISION = 0x11;
const SET_IN_PROGRESS = 0;

export interface Parameter {
  readonly number: number;
  /** Bytes of its value, selectors included. */
  readonly bytes: number | readonly [least: number, most: number];
  readonly access?: "read-only" | "write-only";
  /** How many sets it comes in: the value begins with a set selector. Selectors start at `firstSet`. */
  readonly sets?: number;
  readonly firstSet?: number;
  /** How many blocks of it there are: the value goes on with a block selector, from 0 unless `firstBlock` says so. */
  readonly blocks?: number;
  readonly firstBlock?: number;
  /** Factory value of a set, selectors left out. */
  readonly initial?: readonly number[] | ((bmc: Bmc, set: number, block: number) => ArrayLike<number>);
}

/** A table of numbered parameters kept under `space` in the settings. Each has "set in progress" as number 0. */
export class ParameterSpace {
  private readonly parameters: ReadonlyMap<number, Parameter>;

  constructor(
    readonly space: string,
    parameters: readonly Parameter[],
  ) {
    this.parameters = new Map(parameters.map((parameter) => [parameter.number, parameter]));
  }

  /** How many there are, "set in progress" included. */
  get parameterCount(): number {
    return this.parameters.size + 1;
  }

  /** Revision and value; only the revision when asked so. */
  get(bmc: Bmc, number: number, set: number, block: number, revisionOnly: boolean): MachineReply {
    if (number === SET_IN_PROGRESS) {
      return ok([PARAMETER_REVISION, bmc.settingInProgress.has(this.space) ? 1 : 0]);
    }
    const parameter = this.parameters.get(number);
    if (parameter === undefined) return refuse(Refusal.NotSupported);
    if (revisionOnly) return ok([PARAMETER_REVISION]);
    if (parameter.access === "write-only") return refuse(Refusal.WriteOnly);
    if (!hasSet(parameter, set) || !hasBlock(parameter, block)) {
      return refuse(CompletionCode.ParameterOutOfRange);
    }
    return ok([PARAMETER_REVISION, ...this.value(bmc, number, set, block)]);
  }

  set(bmc: Bmc, number: number, value: Uint8Array): MachineReply {
    if (number === SET_IN_PROGRESS) return this.setInProgress(bmc, at(value, 0) & 0x03);
    const parameter = this.parameters.get(number);
    if (parameter === undefined) return refuse(Refusal.NotSupported);
    if (parameter.access === "read-only") return refuse(Refusal.ReadOnly);
    const { bytes } = parameter;
    const [least, most] = typeof bytes === "number" ? [bytes, bytes] : bytes;
    if (value.length < least || value.length > most) return refuse(CompletionCode.DataLengthInvalid);
    const set = selected(parameter, value);
    const block = at(value, 1);
    if (!hasSet(parameter, set) || !hasBlock(parameter, block)) {
      return refuse(CompletionCode.ParameterOutOfRange);
    }
    bmc.settings.set(keyOf(this.space, parameter, set, block), value.subarray(selectorBytes(parameter)));
    return ok();
  }

  /** A parameter's value as it travels, selectors in front. */
  value(bmc: Bmc, number: number, set = 0, block = 0): Uint8Array {
    const parameter = this.parameters.get(number);
    if (parameter === undefined) return new Uint8Array();
    const stored = bmc.settings.get(keyOf(this.space, parameter, set, block));
    const value = stored ?? initialValue(parameter, bmc, set, block);
    const selectors = [set, block].slice(0, selectorBytes(parameter));
    return Uint8Array.from([...selectors, ...value]);
  }

  private setInProgress(bmc: Bmc, state: number): MachineReply {
    const { settingInProgress } = bmc;
    if (state === 1 && settingInProgress.has(this.space)) return refuse(Refusal.SetInProgress);
    if (state === 1) settingInProgress.add(this.space);
    else if (state === 0) settingInProgress.delete(this.space);
    // Commit write: what was written is kept already, and the writer stays the writer (IPMI 2.0 table 23-4).
    else if (state !== 2 || !settingInProgress.has(this.space)) return refuse(CompletionCode.InvalidField);
    return ok();
  }
}

function selectorBytes({ sets, blocks }: Parameter): number {
  return (sets === undefined ? 0 : 1) + (blocks === undefined ? 0 : 1);
}

function selected({ sets }: Parameter, value: Uint8Array): number {
  return sets === undefined ? 0 : at(value, 0);
}

function hasSet({ sets, firstSet = 0 }: Parameter, set: number): boolean {
  return sets === undefined || (set >= firstSet && set < firstSet + sets);
}

function hasBlock({ blocks, firstBlock = 0 }: Parameter, block: number): boolean {
  return blocks === undefined || (block >= firstBlock && block < firstBlock + blocks);
}

function keyOf(space: string, { number, sets, blocks }: Parameter, set: number, block: number): string {
  const parts = [
    space,
    number,
    ...(sets === undefined ? [] : [set]),
    ...(blocks === undefined ? [] : [block]),
  ];
  return parts.join("/");
}

function initialValue(
  parameter: Parameter,
  bmc: Bmc,
  set: number,
  block: number,
): ArrayLike<number> & Iterable<number> {
  const { initial, bytes } = parameter;
  if (typeof initial === "function") return Array.from(initial(bmc, set, block));
  const most = typeof bytes === "number" ? bytes : bytes[1];
  return initial ?? new Array<number>(Math.max(0, most - selectorBytes(parameter))).fill(0);
}
