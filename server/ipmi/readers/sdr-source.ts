import type { Command, CommandSender } from "../commands/command";
import { getDeviceSdr } from "../commands/sensor-event/get-device-sdr";
import { reserveDeviceSdrRepository } from "../commands/sensor-event/reserve-device-sdr-repository";
import { getSdr } from "../commands/storage/get-sdr";
import { reserveSdrRepository } from "../commands/storage/reserve-sdr-repository";
import type { SdrPart, SdrPartRequest } from "../commands/storage/sdr-part";
import { CompletionCodeError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import { decodeSdrHeader, SDR_HEADER_BYTES } from "../records/sdr/decode-sdr";
import { ChunkSize } from "./chunk-size";
import { isLocal, isNoAnswer, isRefusal, mayBeTooLong, type ReaderOptions } from "./failures";

/** One record as the BMC sent it, and where the next one is. */
export interface RawSdr {
  readonly nextRecordId: number;
  readonly bytes: Buffer;
}

interface SdrCommands {
  readonly reserve: Command<void, { reservationId: number }>;
  readonly get: Command<SdrPartRequest, SdrPart>;
  readonly lun: number;
}

export const repositoryCommands: SdrCommands = { reserve: reserveSdrRepository, get: getSdr, lun: 0 };

/** Device SDRs of one LUN. */
export function deviceCommands(lun: number): SdrCommands {
  return { reserve: reserveDeviceSdrRepository, get: getDeviceSdr, lun };
}

const WHOLE_RECORD = 0xff;
/** Times a record is begun again because its reservation was cancelled; afterwards it is read without one. */
const MOST_RESERVATIONS = 3;
const NO_RESERVATION = 0;
/** Asked for with the header: the answer fits the smallest messages there are (IPMI 2.0 §6.13.1). */
const HEAD_BYTES = 32;
/** Milliseconds for a whole record: some boards never answer what is too long for them. */
const WHOLE_BUDGET = 2_000;

/**
 * Reads single SDRs: whole, a request each, where the BMC showed with the first one that it can; else the beginning
 * first and then the rest in parts, whatever reservation and part size it insists on.
 */
export class SdrSource {
  private whole: "untried" | "works" | "not" = "untried";
  /** The BMC refuses to be asked for more bytes than a record has. */
  private headOnly = false;
  /** The rest of a record at once, as ipmitool asks; less where the BMC cannot. */
  private readonly chunk = new ChunkSize([250, 32, 16, 8, 5]);
  private reservationId: number | null = null;
  private reservations = 0;

  constructor(
    private readonly sender: CommandSender,
    private readonly commands: SdrCommands,
    private readonly options: ReaderOptions,
  ) {}

  async read(recordId: number): Promise<RawSdr> {
    for (;;) {
      try {
        return await this.readOnce(recordId);
      } catch (error) {
        const cancelled = isRefusal(error, CompletionCode.ReservationCancelled);
        if (!cancelled || this.reservationId === NO_RESERVATION) throw error;
        this.reservationId = null;
      }
    }
  }

  private async readOnce(recordId: number): Promise<RawSdr> {
    if (this.whole === "works") {
      const record = await this.wholeRecord(recordId);
      if (record !== null) return record;
      this.whole = "not";
    }
    const first = await this.head(recordId);
    const header = decodeSdrHeader(first.data);
    if (this.whole === "untried") {
      const record = await this.wholeRecord(recordId);
      const isSame = record?.bytes.subarray(0, first.data.length).equals(first.data) === true;
      this.whole = isSame ? "works" : "not";
      if (isSame) return record;
    }
    const end = SDR_HEADER_BYTES + header.length;
    const parts = [first.data.subarray(0, end)];
    let offset = Math.min(first.data.length, end);
    while (offset < end) {
      const data = await this.bodyOrEnd(recordId, offset, end - offset);
      if (data.length === 0) break; // some lengths are lies: the decoder judges what there is
      parts.push(data);
      offset += data.length;
    }
    return { nextRecordId: first.nextRecordId, bytes: Buffer.concat(parts) };
  }

  /** The header, and what comes with it: the first request for a record does not know how long it is. */
  private async head(recordId: number): Promise<SdrPart> {
    const most = Math.min(this.chunk.bytes, HEAD_BYTES);
    if (this.headOnly || most <= SDR_HEADER_BYTES) return this.part(recordId, 0, SDR_HEADER_BYTES);
    try {
      const head = await this.part(recordId, 0, most);
      if (head.data.length >= SDR_HEADER_BYTES) return head;
    } catch (error) {
      if (!mayBeTooLong(error)) throw error;
    }
    const head = await this.part(recordId, 0, SDR_HEADER_BYTES);
    const isLonger = SDR_HEADER_BYTES + decodeSdrHeader(head.data).length >= most;
    if (isLonger) this.chunk.shrinkBelow(most);
    else this.headOnly = true;
    return head;
  }

  /** At once, which takes no reservation (IPMI 2.0 §33.12); null unless it is as long as its header says. */
  private async wholeRecord(recordId: number): Promise<RawSdr | null> {
    const budgetMs = Math.min(this.options.budgetMs ?? WHOLE_BUDGET, WHOLE_BUDGET);
    const request = { reservationId: NO_RESERVATION, recordId, offset: 0, length: WHOLE_RECORD };
    const options = { ...this.options, budgetMs, lun: this.commands.lun };
    try {
      const { nextRecordId, data } = await this.sender.send(this.commands.get, request, options);
      const bytes = SDR_HEADER_BYTES + decodeSdrHeader(data).length;
      return data.length === bytes ? { nextRecordId, bytes: data } : null;
    } catch (error) {
      if (!isLocal(error) && !isNoAnswer(error)) throw error;
      return null;
    }
  }

  /** The next bytes of a record; none when the BMC refuses to go on past the first ones. */
  private async bodyOrEnd(recordId: number, offset: number, most: number): Promise<Buffer> {
    try {
      return await this.body(recordId, offset, most);
    } catch (error) {
      const restart = isRefusal(error, CompletionCode.ReservationCancelled);
      if (restart || offset === SDR_HEADER_BYTES || !isLocal(error)) throw error;
      return Buffer.alloc(0);
    }
  }

  /** The next bytes of a record: as many as the BMC gives at once, never more than `most`. */
  private async body(recordId: number, offset: number, most: number): Promise<Buffer> {
    for (;;) {
      const length = Math.min(this.chunk.bytes, most, WHOLE_RECORD - 1);
      try {
        return (await this.part(recordId, offset, length)).data.subarray(0, most);
      } catch (error) {
        if (!mayBeTooLong(error) || !this.chunk.shrinkBelow(length)) throw error;
      }
    }
  }

  private async part(recordId: number, offset: number, length: number): Promise<SdrPart> {
    const reservationId = await this.reservation();
    return this.sender.send(
      this.commands.get,
      { reservationId, recordId, offset, length },
      { ...this.options, lun: this.commands.lun },
    );
  }

  private async reservation(): Promise<number> {
    this.reservationId ??= this.reservations < MOST_RESERVATIONS ? await this.reserve() : NO_RESERVATION;
    return this.reservationId;
  }

  private async reserve(): Promise<number> {
    this.reservations++;
    try {
      const { reserve, lun } = this.commands;
      return (await this.sender.send(reserve, undefined, { ...this.options, lun })).reservationId;
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
      return NO_RESERVATION; // boards without Reserve read without it
    }
  }
}
