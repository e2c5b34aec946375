import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineReply } from "../../machine";
import type { Bmc } from "../bmc";
import { ANY_LENGTH, at, type Call, handlers, ok, refuse, u16, u32 } from "../handler";
import type { PlacedSensor, Quantity } from "../sensors/sensor";
import { getDcmiConfiguration, setDcmiConfiguration } from "./dcmi-configuration";

/** Data Center Manageability Interface 1.5 commands: network function 2Ch, all data begins with DCh. */
const DCMI = 0xdc;
const NO_POWER_LIMIT = 0x80;
const ASSET_TAG_BYTES = 63;
const CONTROLLER_ID_BYTES = 64;
const MOST_PART = 16;
const LIMIT_KEY = "dcmi/power-limit";
const ACTIVE_KEY = "dcmi/power-limit-active";
const TAG_KEY = "dcmi/asset-tag";
const ID_KEY = "dcmi/controller-id";
const THERMAL_KEY = "dcmi/thermal-limit";
/** Power off and SEL entry at 42 °C for 60 s. */
const FACTORY_THERMAL = [0x60, 42, 60, 0] as const;
/** Averages a client may ask for, table 6-3's form: unit in bits 7–6, number below: 5 s, 60 s, 1 h. */
const AVERAGING_PERIODS = [0x05, 0x3c, 0x81] as const;
const unitsMs = [1000, 60_000, 3_600_000, 86_400_000] as const;
const ENHANCED = 2;
const DEFAULT_WINDOW_MS = 60_000;
const SAMPLES = 12;
const MOST_LOG_ENTRIES = 0x0fff;

const rows = (
  list: readonly (readonly [number, readonly [number, number], (call: Call) => MachineReply])[],
): ReturnType<typeof handlers> =>
  handlers(
    0x2c,
    list.map(([command, [least, most], run]) => [
      command,
      [least + 1, Math.min(ANY_LENGTH, most + 1)] as const,
      (call: Call) => inGroup(call, run),
    ]),
  );

/** Takes the group's byte off the request and puts it on the reply. */
function inGroup(call: Call, run: (call: Call) => MachineReply): MachineReply {
  if (at(call.data, 0) !== DCMI) return refuse(CompletionCode.InvalidCommand);
  const reply = run({ ...call, data: call.data.subarray(1) });
  // Also when refused: Get Power Limit says 80h and still tells the limit.
  return { completionCode: reply.completionCode, data: Uint8Array.from([DCMI, ...reply.data]) };
}

export const dcmiCommands = rows([
  [0x01, [1, 1], ({ bmc, data }) => capabilities(bmc, at(data, 0))],
  [0x02, [3, 3], powerReading],
  [0x03, [0, 2], powerLimit],
  [
    0x04,
    [14, 14],
    ({ bmc, data }) => {
      bmc.settings.set(LIMIT_KEY, data.subarray(3));
      return ok();
    },
  ],
  [
    0x05,
    [1, 3],
    ({ bmc, data }) => {
      bmc.settings.set(ACTIVE_KEY, [at(data, 0) & 0x01]);
      return ok();
    },
  ],
  [0x06, [2, 2], ({ bmc, data }) => readText(assetTag(bmc), data, ASSET_TAG_BYTES)],
  [0x07, [4, 4], sensorInfo],
  [
    0x08,
    [3, 2 + MOST_PART],
    ({ bmc, data }) => writeText(bmc, TAG_KEY, assetTag(bmc), data, ASSET_TAG_BYTES),
  ],
  [0x09, [2, 2], ({ bmc, data }) => readText(controllerId(bmc), data, CONTROLLER_ID_BYTES)],
  [
    0x0a,
    [3, 2 + MOST_PART],
    ({ bmc, data }) => writeText(bmc, ID_KEY, controllerId(bmc), data, CONTROLLER_ID_BYTES),
  ],
  [
    0x0b,
    [6, 6],
    ({ bmc, data }) => {
      bmc.settings.set(THERMAL_KEY, data.subarray(2));
      return ok();
    },
  ],
  [0x0c, [2, 2], ({ bmc }) => ok(bmc.settings.get(THERMAL_KEY) ?? FACTORY_THERMAL)],
  [0x10, [4, 4], temperatures],
  [0x12, [3, 4], setDcmiConfiguration],
  [0x13, [2, 2], getDcmiConfiguration],
]);

/** Version 1.5, parameter revision 2, then the parameter (table 6-2). */
function capabilities({ profile }: Bmc, parameter: number): MachineReply {
  const values: Readonly<Record<number, readonly number[]>> = {
    // Power management; KCS.
    1: [0x00, 0x01, 0x01],
    // A log that does not roll over; asset tag, DHCP host name and GUID; temperature every second.
    2: [...u16(Math.min(MOST_LOG_ENTRIES, profile.log.capacity)), 0x07, 0x00, 0x01],
    // BMC at 20h, channel 0, revision.
    3: [0x20, 0x00],
    // Primary LAN channel, secondary and serial none.
    4: [profile.lanChannel, 0xff, 0xff],
    5: [AVERAGING_PERIODS.length, ...AVERAGING_PERIODS],
  };
  const value = values[parameter];
  return value === undefined ? refuse(CompletionCode.ParameterOutOfRange) : ok([0x01, 0x05, 0x02, ...value]);
}

/** Get Power Reading (§6.6.1): now, and lowest, highest and mean of a window. */
function powerReading({ bmc, data }: Call): MachineReply {
  const now = bmc.now();
  const mode = at(data, 0);
  const period = at(data, 1);
  const windowMs =
    mode === ENHANCED ? (period & 0x3f) * (unitsMs[(period >> 6) & 0x03] ?? 1000) : DEFAULT_WINDOW_MS;
  if (mode !== 1 && mode !== ENHANCED) return refuse(CompletionCode.InvalidField);
  const step = windowMs / SAMPLES;
  const watts = Array.from({ length: SAMPLES }, (_, n) => Math.round(bmc.physics.watts(now - n * step)));
  const mean = Math.round(watts.reduce((sum, value) => sum + value, 0) / SAMPLES);
  return ok([
    ...u16(watts[0] ?? 0),
    ...u16(Math.min(...watts)),
    ...u16(Math.max(...watts)),
    ...u16(mean),
    ...u32(bmc.logSeconds(now)),
    ...u32(windowMs),
    // Measurement is active.
    0x40,
  ]);
}

function powerLimit({ bmc }: Call): MachineReply {
  const { peakWatts } = bmc.profile.chassis;
  // Do nothing, peak watts, 1000 ms to correct, sampled each second.
  const factory = [0x00, ...u16(peakWatts), ...u32(1000), 0, 0, ...u16(1)];
  const limit = bmc.settings.get(LIMIT_KEY) ?? factory;
  const isActive = bmc.settings.byte(ACTIVE_KEY, 0) === 1;
  return { completionCode: isActive ? 0 : NO_POWER_LIMIT, data: Uint8Array.from([0, 0, ...limit]) };
}

function assetTag({ settings, identity }: Bmc): Uint8Array {
  return settings.get(TAG_KEY) ?? Buffer.from(`AT-${identity.serial}`, "latin1");
}

function controllerId({ settings, profile, identity }: Bmc): Uint8Array {
  return settings.get(ID_KEY) ?? Buffer.from(`${profile.controllerName}-${identity.serial}\0`, "latin1");
}

/** Offset and count in; total length and that part out. */
function readText(text: Uint8Array, data: Buffer, most: number): MachineReply {
  const [offset, count] = [at(data, 0), at(data, 1)];
  if (count > MOST_PART || offset + count > most + 1) return refuse(CompletionCode.ParameterOutOfRange);
  return ok([text.length, ...text.subarray(offset, offset + count)]);
}

/** Offset and count, then bytes: what was behind them is cut. */
function writeText(bmc: Bmc, key: string, before: Uint8Array, data: Buffer, most: number): MachineReply {
  const [offset, count] = [at(data, 0), at(data, 1)];
  const bytes = data.subarray(2);
  if (count !== bytes.length || offset + count > most) return refuse(CompletionCode.ParameterOutOfRange);
  const after = Buffer.alloc(offset + count);
  after.set(before.subarray(0, offset));
  after.set(bytes, offset);
  bmc.settings.set(key, after);
  return ok([after.length]);
}

/** DCMI's entity ids (table 6-20), and IPMI's: inlet, processor, baseboard. */
const temperatureEntities: Readonly<Record<number, Quantity["of"]>> = {
  64: "inlet",
  65: "processor",
  66: "board",
  55: "inlet",
  3: "processor",
  7: "board",
};

function sensorsOf({ main }: Bmc, entity: number): readonly PlacedSensor[] {
  const of = temperatureEntities[entity];
  return main.sensors.sensors.filter(({ sensor }) => sensor.kind === "analog" && sensor.quantity.of === of);
}

/** Get DCMI Sensor Info (§6.5.2): record ids, which follow the order of the sensors. */
function sensorInfo({ bmc, data }: Call): MachineReply {
  const [type, entity, instance, first] = [at(data, 0), at(data, 1), at(data, 2), at(data, 3)];
  if (type !== 0x01) return refuse(CompletionCode.ParameterOutOfRange);
  const all = sensorsOf(bmc, entity);
  const named =
    instance === 0
      ? all.slice(Math.max(0, first - 1), Math.max(0, first - 1) + 8)
      : all.slice(instance - 1, instance);
  return ok([all.length, named.length, ...named.flatMap(({ position }) => u16(position + 1))]);
}

/** Get Temperature Readings (§6.7.3): magnitude with its sign on top, and the instance. */
function temperatures({ bmc, data }: Call): MachineReply {
  const [type, entity, instance, first] = [at(data, 0), at(data, 1), at(data, 2), at(data, 3)];
  if (type !== 0x01) return refuse(CompletionCode.ParameterOutOfRange);
  const all = sensorsOf(bmc, entity).map((placed, index) => ({ placed, number: index + 1 }));
  const wanted =
    instance === 0
      ? all.filter(({ number }) => number >= first).slice(0, 8)
      : all.filter(({ number }) => number === instance);
  const readings = wanted.flatMap(({ placed, number }) => {
    if (placed.sensor.kind !== "analog") return [];
    const celsius = Math.round(bmc.physics.value(placed.sensor, bmc.now()));
    return [(celsius < 0 ? 0x80 : 0) | (Math.abs(celsius) & 0x7f), number];
  });
  return ok([all.length, readings.length / 2, ...readings]);
}
