import { getSdr } from "../../commands/storage/get-sdr";
import { getSdrRepositoryInfo } from "../../commands/storage/get-sdr-repository-info";
import { reserveSdrRepository } from "../../commands/storage/reserve-sdr-repository";
import { hex } from "../../commands/testing/vectors";
import type { Answer, ScriptedBmc } from "./scripted-bmc";

/** An FRU locator record named `name`: a small SDR that any test can tell from another. */
export function locator(recordId: number, name: string): Buffer {
  const body = Buffer.concat([
    hex("20 01 80 00 00 10 00 07 01 00"),
    Buffer.from([0xc0 | name.length]),
    Buffer.from(name),
  ]);
  return Buffer.concat([Buffer.from([recordId, 0, 0x51, 0x11, body.length]), body]);
}

/** Serves records as Get SDR does; `next` overrides which record follows one, `part` may refuse any read. */
export class SdrStore {
  reservationId = 0;
  part: (request: {
    reservationId: number;
    recordId: number;
    offset: number;
    length: number;
  }) => Answer | null = () => null;

  /** `whole`: whether FFh bytes may be asked for. */
  constructor(
    private readonly records: readonly Buffer[],
    private readonly next: Readonly<Record<number, number>> = {},
    private readonly whole = true,
  ) {}

  /** One that gives records in parts only. */
  static inParts(records: readonly Buffer[]): SdrStore {
    return new SdrStore(records, {}, false);
  }

  attach(bmc: ScriptedBmc): ScriptedBmc {
    return bmc
      .on(getSdrRepositoryInfo, () => Buffer.concat([hex("51 0100 ffff 0a000000 0b000000 02")]))
      .on(reserveSdrRepository, () => {
        this.reservationId++;
        return Buffer.from([this.reservationId, 0]);
      })
      .on(getSdr, (data) => this.get(data));
  }

  get(data: Buffer): Answer {
    const request = {
      reservationId: data.readUInt16LE(0),
      recordId: data.readUInt16LE(2),
      offset: data.readUInt8(4),
      length: data.readUInt8(5),
    };
    if (request.length === 0xff && !this.whole) return 0xca;
    const special = this.part(request);
    if (special !== null) return special;
    const index =
      request.recordId === 0
        ? 0
        : this.records.findIndex((record) => record.readUInt16LE(0) === request.recordId);
    const record = this.records[index];
    if (record === undefined) return 0xcb;
    const id = record.readUInt16LE(0);
    const following = this.next[id] ?? this.records[index + 1]?.readUInt16LE(0) ?? 0xffff;
    const header = Buffer.alloc(2);
    header.writeUInt16LE(following);
    return Buffer.concat([header, record.subarray(request.offset, request.offset + request.length)]);
  }
}
