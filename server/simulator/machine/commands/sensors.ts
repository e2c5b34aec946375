import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply } from "../../machine";
import { at, type Call, handlers, ok, refuse, u16 } from "../handler";
import { readingFactors } from "../records/sdr";
import { type AnalogSensor, type PlacedSensor, thresholdEvents } from "../sensors/sensor";

const ALL_THRESHOLDS = 6;
const FOREVER = 0xff;

type SensorCommand = (placed: PlacedSensor, call: Call) => MachineReply;

/** Finds the sensor the first byte names on the request's LUN. */
function withSensor(run: SensorCommand): (call: Call) => MachineReply {
  return (call) => {
    const { controller, request, data } = call;
    const placed = controller.sensors.find(at(data, 0), request.lun);
    return placed === null ? refuse(CompletionCode.NotPresent) : run(placed, call);
  };
}

function withAnalog(
  run: (placed: PlacedSensor, sensor: AnalogSensor, call: Call) => MachineReply,
): (call: Call) => MachineReply {
  return withSensor((placed, call) =>
    placed.sensor.kind === "analog"
      ? run(placed, placed.sensor, call)
      : refuse(CompletionCode.IllegalForSensor),
  );
}

/** Sensor device commands (IPMI 2.0 §35.5–35.15). */
export const sensorCommands = handlers(
  0x04,
  [
    // Linear sensors have the same factors at every reading.
    [
      0x23,
      2,
      withAnalog((_, sensor, { data }) =>
        ok([at(data, 1) === FOREVER ? 0 : FOREVER, ...readingFactors(sensor)]),
      ),
    ],
    [
      0x24,
      4,
      withAnalog((placed, _, { controller, data }) => {
        controller.sensors.setHysteresis(placed, at(data, 2), at(data, 3));
        return ok();
      }),
    ],
    [0x25, 2, withAnalog((placed, _, { controller }) => ok(controller.sensors.hysteresis(placed)))],
    [0x26, 8, withAnalog(setThresholds)],
    [
      0x27,
      1,
      withAnalog((placed, _, { controller }) =>
        ok([placed.thresholdMask, ...controller.sensors.thresholds(placed)]),
      ),
    ],
    [0x28, [2, 6], withSensor(setEventEnable)],
    [0x29, 1, withSensor(getEventEnable)],
    [
      0x2a,
      [2, 6],
      withSensor((placed, { bmc, controller }) => {
        controller.sensors.rearm(placed);
        bmc.watch(bmc.now());
        return ok();
      }),
    ],
    [0x2b, 1, withSensor(getEventStatus)],
    [0x2d, 1, withSensor(getReading)],
    [
      0x2f,
      1,
      withSensor(({ sensor }) => ok([sensor.type, sensor.kind === "analog" ? 0x01 : sensor.eventType])),
    ],
  ],
  { satellite: true },
);

function getReading(placed: PlacedSensor, { bmc, controller }: Call): MachineReply {
  const { sensor } = placed;
  if (sensor.kind === "discrete" && sensor.eventOnly === true) return refuse(CompletionCode.IllegalForSensor);
  const { raw, states, available } = controller.sensors.read(placed, bmc.now());
  const { events, scanning } = controller.sensors.enables(placed);
  const flags = (events ? 0x80 : 0) | (scanning ? 0x40 : 0) | (available ? 0 : 0x20);
  // Reserved bits are read as ones.
  if (sensor.kind === "analog") return ok([raw, flags, 0xc0 | states]);
  return ok([0, flags, states & 0xff, 0x80 | (states >> 8)]);
}

/** Sets those the mask in the first byte names (§35.8). */
function setThresholds(placed: PlacedSensor, _: AnalogSensor, { bmc, controller, data }: Call): MachineReply {
  const mask = at(data, 1) & 0x3f;
  if ((mask & ~placed.thresholdMask) !== 0) return refuse(CompletionCode.InvalidField);
  const thresholds = Uint8Array.from(controller.sensors.thresholds(placed));
  for (let bit = 0; bit < ALL_THRESHOLDS; bit++) {
    if ((mask & (1 << bit)) !== 0) thresholds[bit] = at(data, 2 + bit);
  }
  controller.sensors.setThresholds(placed, thresholds);
  bmc.watch(bmc.now());
  return ok();
}

/** §35.10: enable (01b) or disable (10b) what the masks select, or only set the overall enables (00b). */
function setEventEnable(placed: PlacedSensor, { controller, data }: Call): MachineReply {
  const flags = at(data, 1);
  const before = controller.sensors.enables(placed);
  const selected = {
    assertions: (at(data, 2) | (at(data, 3) << 8)) & placed.eventMask,
    deassertions: (at(data, 4) | (at(data, 5) << 8)) & placed.eventMask,
  };
  const operation = (flags >> 4) & 0x03;
  if (operation === 3) return refuse(CompletionCode.InvalidField);
  const change = (own: number, mask: number) =>
    operation === 1 ? own | mask : operation === 2 ? own & ~mask : own;
  controller.sensors.setEnables(placed, {
    events: (flags & 0x80) !== 0,
    scanning: (flags & 0x40) !== 0,
    assertions: change(before.assertions, selected.assertions),
    deassertions: change(before.deassertions, selected.deassertions),
  });
  return ok();
}

function getEventEnable(placed: PlacedSensor, { controller }: Call): MachineReply {
  const { events, scanning, assertions, deassertions } = controller.sensors.enables(placed);
  return ok([(events ? 0x80 : 0) | (scanning ? 0x40 : 0), ...u16(assertions), ...u16(deassertions)]);
}

function getEventStatus(placed: PlacedSensor, { bmc, controller }: Call): MachineReply {
  const { scanning, events } = controller.sensors.enables(placed);
  const { states, available } = controller.sensors.read(placed, bmc.now());
  const flags = (events ? 0x80 : 0) | (scanning ? 0x40 : 0) | (available ? 0 : 0x20);
  const assertions = placed.sensor.kind === "analog" ? eventBits(states) : states;
  return ok([flags, ...u16(assertions), ...u16(0)]);
}

/** Comparison bits as the event offsets of thresholds that are crossed. */
function eventBits(comparisons: number): number {
  return thresholdEvents.reduce<number>(
    (bits, offset, bit) => ((comparisons & (1 << bit)) === 0 ? bits : bits | (1 << offset)),
    0,
  );
}
