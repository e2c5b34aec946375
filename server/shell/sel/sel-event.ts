import type { SdrRepository } from "@/server/ipmi";
import { isSensorRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import type { SensorRecord } from "@/server/ipmi/records/sdr/sensor-record";

export const FIRST_OEM_TIMESTAMPED = 0xc0;
export const FIRST_OEM = 0xe0;
export const KERNEL_PANIC = 0xf0;

/** The sixteen bytes of a SEL record, read as ipmitool reads them: every type below C0h as a system event. */
export class SelEvent {
  constructor(readonly bytes: Buffer) {}

  get recordId(): number {
    return this.bytes.readUInt16LE(0);
  }

  get recordType(): number {
    return this.bytes.readUInt8(2);
  }

  get isOem(): boolean {
    return this.recordType >= FIRST_OEM_TIMESTAMPED;
  }

  get timestamp(): number {
    return this.bytes.readUInt32LE(3);
  }

  /** Owner's address or software id, then channel and LUN. */
  get generatorId(): number {
    return this.bytes.readUInt16LE(7);
  }

  get revision(): number {
    return this.bytes.readUInt8(9);
  }

  get sensorType(): number {
    return this.bytes.readUInt8(10);
  }

  get sensorNumber(): number {
    return this.bytes.readUInt8(11);
  }

  get eventType(): number {
    return this.bytes.readUInt8(12) & 0x7f;
  }

  get deasserted(): boolean {
    return (this.bytes.readUInt8(12) & 0x80) !== 0;
  }

  get data(): readonly [number, number, number] {
    return [this.bytes.readUInt8(13), this.bytes.readUInt8(14), this.bytes.readUInt8(15)];
  }

  /** OEM records with a timestamp: the manufacturer, the most significant byte first, as hex digits. */
  get manufacturer(): string {
    return Buffer.from(this.bytes.subarray(7, 10)).reverse().toString("hex");
  }

  /** What the maker put into an OEM record. */
  get oemData(): Buffer {
    return this.bytes.subarray(this.recordType < FIRST_OEM ? 10 : 3);
  }
}

/** The sensor an event is about, found as ipmitool finds it: by number, owner and type; its LUN does not matter. */
export function sensorOf({ records }: SdrRepository, event: SelEvent): SensorRecord | null {
  const found = records.find(
    (record) =>
      isSensorRecord(record) &&
      record.number === event.sensorNumber &&
      record.owner.id === (event.generatorId & 0xff) &&
      record.sensorType === event.sensorType,
  );
  return found !== undefined && isSensorRecord(found) ? found : null;
}
