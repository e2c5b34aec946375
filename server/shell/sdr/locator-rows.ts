import type { SdrRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { SDR_HEADER_BYTES } from "@/server/ipmi/records/sdr/decode-sdr";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";
import { deviceTypeWord } from "./device-type-words";
import { entityWord } from "./entity-words";
import { harmless, idString } from "./id-string";
import type { RowStyle, SdrRow } from "./sdr-row";
import { entityColumn, hexByte } from "./sensor-text";
import { sensorTypeWord } from "./sensor-type-words";

/** ipmitool shows no more of the names of these records. */
const NAME_LENGTH = 16;

interface Entity {
  readonly id: number;
  readonly instance: number;
}

/** The row of a record that has no reading; null for records ipmitool does not list (associations, OEM ones …). */
export function rowWithoutReading(record: SdrRecord, image: Buffer): SdrRow | null {
  switch (record.kind) {
    case "event-only-sensor":
      return new EventOnlyRow(record, harmless(record.name));
    case "controller-locator":
      return new ControllerRow(record.recordId, image);
    case "fru-locator":
      return new FruRow(record.recordId, image);
    case "generic-locator":
      return new GenericRow(record.recordId, image);
    default:
      return null;
  }
}

class EventOnlyRow implements SdrRow {
  constructor(
    private readonly record: Extract<
      SdrRecord,
      { kind: "event-only-sensor" | "full-sensor" | "compact-sensor" }
    >,
    private readonly name: string,
  ) {}

  text({ csv, verbose, extended }: RowStyle): string {
    const { number, entity, sensorType } = this.record;
    const name = this.name.slice(0, NAME_LENGTH);
    const shown = `${hex(number)}h`;
    if (verbose) {
      return (
        `Sensor ID              : ${name} (0x${number.toString(16)})\n` +
        `${entityLine(entity)}` +
        `Sensor Type            : ${sensorTypeWord(sensorType)} (0x${hexByte(sensorType)})\n\n`
      );
    }
    if (csv) return `${name},${shown},ns,${entity.id}.${entity.instance},Event-Only\n`;
    if (extended) {
      return `${name.padEnd(NAME_LENGTH)} | ${shown} | ns  | ${entityColumn(entity)} | Event-Only\n`;
    }
    return `${name.padEnd(NAME_LENGTH)} | Event-Only        | ns\n`;
  }

  toJSON(): object {
    const { kind, recordId, number, owner, entity, sensorType, eventType, sharing } = this.record;
    return {
      kind,
      recordId,
      name: this.name.trim(),
      number,
      owner,
      entity: entityObject(entity),
      type: { code: sensorType, name: sensorTypeWord(sensorType) },
      eventType,
      sharedBy: sharing.count,
    };
  }
}

/** Devices the BMC's management controllers know. `name` is cut as ipmitool cuts it, but in full where verbose. */
abstract class LocatorRow implements SdrRow {
  protected abstract readonly kind: string;
  protected abstract readonly entity: Entity;
  protected abstract readonly name: string;

  constructor(private readonly recordId: number) {}

  text(style: RowStyle): string {
    if (style.verbose) {
      return `Device ID              : ${this.name}\n${entityLine(this.entity)}${this.verbose()}\n`;
    }
    const { id, instance } = this.entity;
    const name = this.name.slice(0, NAME_LENGTH);
    if (style.csv) return `${name},00h,${this.status},${id}.${instance}\n`;
    const padded = name.padEnd(NAME_LENGTH);
    if (!style.extended) return `${padded} | ${this.brief()} | ok\n`;
    return `${padded} | 00h | ${this.status}  | ${entityColumn(this.entity)} | ${this.extended()}\n`;
  }

  toJSON(): object {
    return {
      kind: this.kind,
      recordId: this.recordId,
      name: this.name.trim(),
      entity: entityObject(this.entity),
      ...this.object(),
    };
  }

  protected abstract readonly status: string;
  protected abstract brief(): string;
  protected abstract extended(): string;
  protected abstract verbose(): string;
  protected abstract object(): object;
}

/** Names of the capabilities of a controller, bit 7 first (IPMI 2.0 table 43-9, byte 9). */
const capabilityLabels: readonly string[] = [
  "Chassis Device",
  "Bridge",
  "IPMB Event Generator",
  "IPMB Event Receiver",
  "FRU Inventory Device",
  "SEL Device",
  "SDR Repository",
  "Sensor Device",
];

const eventGeneration = ["Enable", "Disable", "Do Not Init Controller", "Reserved"] as const;

/** Management Controller Device Locator, 12h. */
class ControllerRow extends LocatorRow {
  protected readonly kind = "controller-locator";
  protected readonly status = "ok";
  protected readonly entity: Entity;
  protected readonly name: string;
  private readonly address: number;
  private readonly channel: number;
  private readonly power: number;
  private readonly initialisation: number;
  private readonly capabilities: number;

  constructor(recordId: number, image: Buffer) {
    super(recordId);
    const reader = new ByteReader(image, "controller locator", SDR_HEADER_BYTES);
    this.address = reader.u8();
    this.channel = reader.u8() & 0x0f;
    const flags = reader.u8();
    this.power = flags >> 5;
    this.initialisation = flags & 0x0f;
    this.capabilities = reader.u8();
    reader.skip(3);
    this.entity = readEntity(reader);
    reader.skip(1); // OEM
    this.name = idString(image, reader.offset);
  }

  protected brief(): string {
    return `${this.presence} MC @ ${hex(this.address)}h ${this.power & 0x01 ? " " : ""}`;
  }

  protected extended(): string {
    return `${this.presence} MC @ ${hex(this.address)}h`;
  }

  protected verbose(): string {
    const required = (bit: number) => (this.power & bit ? "Required" : "Not Required");
    return [
      `Device Slave Address   : ${hex(this.address)}h`,
      `Channel Number         : ${this.channel.toString(16).toUpperCase()}h`,
      `ACPI System P/S Notif  : ${required(0x04)}`,
      `ACPI Device P/S Notif  : ${required(0x02)}`,
      `Controller Presence    : ${this.presence}`,
      `Logs Init Agent Errors : ${this.initialisation & 0x08 ? "Yes" : "No"}`,
      `Event Message Gen      : ${eventGeneration[this.initialisation & 0x03]}`,
      "Device Capabilities",
      ...capabilityLabels.map(
        (label, index) => ` ${label.padEnd(21)} : ${this.capabilities & (0x80 >> index) ? "Yes" : "No"}`,
      ),
      "",
    ].join("\n");
  }

  protected object(): object {
    return {
      address: this.address,
      channel: this.channel,
      static: this.presence === "Static",
      capabilities: capabilityLabels.filter((_, index) => this.capabilities & (0x80 >> index)),
    };
  }

  private get presence(): string {
    return this.power & 0x01 ? "Static" : "Dynamic";
  }
}

/** FRU Device Locator, 11h. */
class FruRow extends LocatorRow {
  protected readonly kind = "fru-locator";
  protected readonly status = "ns";
  protected readonly entity: Entity;
  protected readonly name: string;
  private readonly accessAddress: number;
  private readonly device: number;
  private readonly logical: boolean;
  private readonly place: Place;
  private readonly type: DeviceType;

  constructor(recordId: number, image: Buffer) {
    super(recordId);
    const reader = new ByteReader(image, "FRU locator", SDR_HEADER_BYTES);
    this.accessAddress = reader.u8();
    this.device = reader.u8();
    const access = reader.u8();
    this.logical = (access & 0x80) !== 0;
    this.place = { channel: reader.u8() >> 4, lun: (access >> 3) & 0x03, bus: access & 0x07 };
    reader.skip(1);
    this.type = { type: reader.u8(), modifier: reader.u8() };
    this.entity = readEntity(reader);
    this.oem = reader.u8();
    this.name = idString(image, reader.offset);
  }

  private readonly oem: number;

  protected brief(): string {
    const { id, instance } = this.entity;
    const place = `${hexByte(id)}.${instance.toString(16)}`;
    return `${this.logical ? "Log" : "Phy"} FRU @${hex(this.device)}h ${place}`;
  }

  protected extended(): string {
    return `${this.logical ? "Logical" : "Physical"} FRU @${hex(this.device)}h`;
  }

  protected verbose(): string {
    const label = this.logical ? "Logical FRU Device     " : "Slave Address          ";
    return [
      `Device Access Address  : ${hex(this.accessAddress)}h`,
      `${label}: ${hex(this.device)}h`,
      ...placeLines(this.place, this.type, this.oem),
    ].join("\n");
  }

  protected object(): object {
    return {
      accessAddress: this.accessAddress,
      ...(this.logical ? { fruId: this.device } : { slaveAddress: this.device }),
      ...this.place,
      deviceType: this.type,
    };
  }
}

/** Generic Device Locator, 10h. */
class GenericRow extends LocatorRow {
  protected readonly kind = "generic-locator";
  protected readonly status = "ns";
  protected readonly entity: Entity;
  protected readonly name: string;
  private readonly accessAddress: number;
  private readonly slaveAddress: number;
  private readonly place: Place;
  private readonly span: number;
  private readonly type: DeviceType;
  private readonly oem: number;

  constructor(recordId: number, image: Buffer) {
    super(recordId);
    const reader = new ByteReader(image, "generic locator", SDR_HEADER_BYTES);
    this.accessAddress = reader.u8();
    this.slaveAddress = reader.u8();
    const access = reader.u8();
    this.place = { channel: access >> 5, lun: (access >> 3) & 0x03, bus: access & 0x07 };
    this.span = reader.u8() >> 5;
    reader.skip(1);
    this.type = { type: reader.u8(), modifier: reader.u8() };
    this.entity = readEntity(reader);
    this.oem = reader.u8();
    this.name = idString(image, reader.offset);
  }

  protected brief(): string {
    const oem = String(this.oem).padEnd(2);
    return `Generic @${hex(this.accessAddress)}:${hex(this.slaveAddress)}.${oem}`;
  }

  protected extended(): string {
    return `Generic Device @${hex(this.accessAddress)}h:${hex(this.slaveAddress)}h.${this.oem}`;
  }

  protected verbose(): string {
    return [
      `Device Access Address  : ${hex(this.accessAddress)}h`,
      `Device Slave Address   : ${hex(this.slaveAddress)}h`,
      `Address Span           : ${hex(this.span)}h`,
      ...placeLines(this.place, this.type, this.oem),
    ].join("\n");
  }

  protected object(): object {
    return {
      accessAddress: this.accessAddress,
      slaveAddress: this.slaveAddress,
      ...this.place,
      deviceType: this.type,
    };
  }
}

interface Place {
  readonly channel: number;
  readonly lun: number;
  readonly bus: number;
}

interface DeviceType {
  readonly type: number;
  readonly modifier: number;
}

function placeLines({ channel, lun, bus }: Place, { type, modifier }: DeviceType, oem: number): string[] {
  const digits = (value: number) => value.toString(16).toUpperCase();
  return [
    `Channel Number         : ${digits(channel)}h`,
    `LUN.Bus                : ${digits(lun)}h.${digits(bus)}h`,
    `Device Type.Modifier   : ${digits(type)}h.${digits(modifier)}h (${deviceTypeWord(type, modifier)})`,
    `OEM                    : ${hex(oem)}h`,
    "",
  ];
}

function readEntity(reader: ByteReader): Entity {
  return { id: reader.u8(), instance: reader.u8() & 0x7f };
}

function entityLine({ id, instance }: Entity): string {
  return `Entity ID              : ${id}.${instance} (${entityWord(id)})\n`;
}

function entityObject({ id, instance }: Entity): object {
  return { id, instance, name: entityWord(id) };
}

function hex(value: number): string {
  return hexByte(value).toUpperCase();
}
