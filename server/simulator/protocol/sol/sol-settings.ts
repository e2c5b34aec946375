import { NetFn, Privilege } from "../../../ipmi/commands/command";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { Machine, MachineRequest } from "../../machine";
import type { ProtocolTraits } from "../traits";

/** The SOL configuration parameters that decide how SOL runs (IPMI 2.0 §26.3, table 26-5). */
export interface SolSettings {
  readonly enabled: boolean;
  readonly forceEncryption: boolean;
  readonly privilege: number;
  /** Characters wait this long for company … */
  readonly accumulateMs: number;
  /** … unless there are so many. */
  readonly sendThreshold: number;
  readonly retries: number;
  readonly retryMs: number;
}

const GET_SOL_CONFIGURATION_PARAMETERS = 0x22;
const DEFAULT_ACCUMULATE_MS = 20;

/** Asks the machine, as a console would. What it does not know has the traits' value. */
export function readSolSettings(machine: Machine, traits: ProtocolTraits): SolSettings {
  const read = (parameter: number): Uint8Array => {
    const reply = machine.execute(parameterRequest(machine, parameter));
    return reply?.completionCode === CompletionCode.Success ? reply.data.subarray(1) : NOTHING;
  };
  const [enable] = read(1);
  const [authentication = Privilege.User] = read(2);
  const [interval, threshold] = read(3);
  const [count, pause] = read(4);
  return {
    enabled: enable === undefined || (enable & 0x01) !== 0,
    forceEncryption: (authentication & 0x80) !== 0,
    privilege: traits.solPrivilege ?? authentication & 0x0f,
    accumulateMs: interval ? interval * 5 : DEFAULT_ACCUMULATE_MS,
    sendThreshold: threshold || traits.solPayloadBytes,
    retries: count === undefined ? traits.solRetries : count & 0x07,
    retryMs: pause ? pause * 10 : traits.solRetryMs,
  };
}

const NOTHING = new Uint8Array();

function parameterRequest(machine: Machine, parameter: number): MachineRequest {
  return {
    netFn: NetFn.Transport,
    command: GET_SOL_CONFIGURATION_PARAMETERS,
    lun: 0,
    data: Buffer.from([machine.lanChannel, parameter, 0, 0]),
    address: 0x20,
    channel: machine.lanChannel,
    session: { userId: 0, privilege: Privilege.Administrator },
    from: "",
    datagram: "",
  };
}
