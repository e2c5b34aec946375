import { CompletionCode } from "../../../ipmi/message/completion-code";
import { ANY_LENGTH, at, type Call, handlers, ok, refuse, u16, u32 } from "../handler";
import { PefParameter, pefParameters } from "./pef-configuration";

const PEF_VERSION = 0x51;
/** Alert, power down, reset, cycle, diagnostic interrupt. */
const PEF_ACTIONS = 0x2f;
const RECEIVER_KEY = "event-receiver";
const FACTORY_RECEIVER = [0x20, 0x00] as const;
const TIMER_QUERY = 0xff;
const SYSTEM_INTERFACE = 0x0f;

/** Event commands and Platform Event Filtering (IPMI 2.0 §29, §30). */
export const eventCommands = handlers(0x04, [
  [
    0x00,
    2,
    ({ bmc, data }) => {
      bmc.settings.set(RECEIVER_KEY, data);
      return ok();
    },
  ],
  [0x01, 0, ({ bmc }) => ok(bmc.settings.get(RECEIVER_KEY) ?? FACTORY_RECEIVER)],
  [0x02, [7, 8], platformEvent],
  [0x10, 0, () => ok([PEF_VERSION, PEF_ACTIONS, pefParameters.parameterCount])],
  [
    0x11,
    1,
    ({ bmc, data }) => {
      if (at(data, 0) !== TIMER_QUERY) bmc.pefPostponeS = at(data, 0);
      return ok([bmc.pefPostponeS]);
    },
  ],
  [0x12, [2, ANY_LENGTH], setPefParameter],
  [
    0x13,
    3,
    ({ bmc, data }) =>
      pefParameters.get(bmc, at(data, 0) & 0x7f, at(data, 1), at(data, 2), (at(data, 0) & 0x80) !== 0),
  ],
  [
    0x14,
    3,
    ({ bmc, data }) => {
      if ((at(data, 0) & 0x01) === 0) bmc.lastProcessed.bySoftware = data.readUInt16LE(1);
      else bmc.lastProcessed.byController = data.readUInt16LE(1);
      return ok();
    },
  ],
  [
    0x15,
    0,
    ({ bmc: { eventLog, lastProcessed } }) =>
      ok([
        ...u32(eventLog.lastAddition),
        ...u16(eventLog.get(0xffff)?.record.readUInt16LE(0) ?? 0xffff),
        ...u16(lastProcessed.bySoftware),
        ...u16(lastProcessed.byController),
      ]),
  ],
  [0x16, [3, 11], alertImmediate],
  // PET Acknowledge: traps are sent once, there is nothing to stop.
  [0x17, 12, () => ok()],
]);

/** Platform Event (§29.3): over LAN without a generator id, which is then that of remote software. */
function platformEvent({ bmc, request, data }: Call) {
  const hasGenerator = request.channel === SYSTEM_INTERFACE || data.length === 8;
  const fields = hasGenerator ? data.subarray(1) : data;
  const [, sensorType = 0, sensorNumber = 0, kind = 0, data1 = 0, data2 = 0xff, data3 = 0xff] = fields;
  bmc.raise(
    {
      generator: hasGenerator ? at(data, 0) : 0x41,
      lun: 0,
      sensorType,
      sensorNumber,
      entity: [0, 0],
      eventType: kind & 0x7f,
      asserted: (kind & 0x80) === 0,
      data: [data1, data2, data3],
    },
    bmc.now(),
  );
  return ok();
}

function setPefParameter({ bmc, data }: Call) {
  const number = at(data, 0) & 0x7f;
  const reply = pefParameters.set(bmc, number, data.subarray(1));
  if (reply.completionCode !== 0) return reply;
  // Parameter 7 is the first byte of the filter of parameter 6.
  const set = at(data, 1);
  if (number === PefParameter.FilterHead) {
    const filter = pefParameters.value(bmc, PefParameter.Filter, set);
    filter[1] = at(data, 2);
    return pefParameters.set(bmc, PefParameter.Filter, filter);
  }
  if (number === PefParameter.Filter) {
    return pefParameters.set(bmc, PefParameter.FilterHead, Uint8Array.of(set, at(data, 2)));
  }
  return reply;
}

/** Alert Immediate (§30.7) with or without an event of the requester's making. */
function alertImmediate({ bmc, data }: Call) {
  const operation = at(data, 1) >> 6;
  const destination = at(data, 1) & 0x0f;
  if (operation === 3) return refuse(CompletionCode.InvalidField);
  // Clear status, get status: normal end.
  if (operation !== 0) return ok([0x01]);
  const fields = data.subarray(3);
  bmc.alertTo(destination, {
    generator: at(fields, 0) || 0x20,
    lun: 0,
    sensorType: at(fields, 2),
    sensorNumber: at(fields, 3),
    entity: [0, 0],
    eventType: at(fields, 4) & 0x7f,
    asserted: (at(fields, 4) & 0x80) === 0,
    data: [at(fields, 5), at(fields, 6), at(fields, 7)],
  });
  return ok();
}
