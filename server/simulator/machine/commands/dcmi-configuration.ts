import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply } from "../../machine";
import { at, type Call, ok, refuse, u16 } from "../handler";

/** Version 1.5, parameter revision 1. */
const REVISION = [0x01, 0x05, 0x01] as const;
const ACTIVATE_DHCP = 1;

/** DCMI configuration parameters (DCMI 1.5 table 6-32) by number: what the factory set. */
const factory: Readonly<Record<number, readonly number[]>> = {
  // Nothing is sent along with DHCP requests.
  2: [0x00],
  // Seconds: first time-out, how long a server is tried, the wait before it is tried again.
  3: [4],
  4: u16(120),
  5: u16(64),
};

const keyOf = (parameter: number) => `dcmi/configuration/${parameter}`;

export function getDcmiConfiguration({ bmc, data }: Call): MachineReply {
  const parameter = at(data, 0);
  // Activating is all that can be done with number 1; it reads as zero.
  if (parameter === ACTIVATE_DHCP) return ok([...REVISION, 0]);
  const initial = factory[parameter];
  if (initial === undefined || at(data, 1) !== 0) return refuse(CompletionCode.ParameterOutOfRange);
  return ok([...REVISION, ...(bmc.settings.get(keyOf(parameter)) ?? initial)]);
}

export function setDcmiConfiguration({ bmc, data }: Call): MachineReply {
  const parameter = at(data, 0);
  const value = data.subarray(2);
  if (parameter === ACTIVATE_DHCP)
    return value.length === 1 ? ok() : refuse(CompletionCode.DataLengthInvalid);
  const initial = factory[parameter];
  if (initial === undefined || at(data, 1) !== 0) return refuse(CompletionCode.ParameterOutOfRange);
  if (value.length !== initial.length) return refuse(CompletionCode.DataLengthInvalid);
  bmc.settings.set(keyOf(parameter), value);
  return ok();
}
