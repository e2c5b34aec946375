import type { Clock } from "../clock";
import {
  getChannelAuthenticationCapabilities,
  PRESENT_CHANNEL,
} from "../commands/app/get-channel-authentication-capabilities";
import { getDeviceId } from "../commands/app/get-device-id";
import { type Command, type CommandSender, Privilege, type SendOptions } from "../commands/command";
import { getFruInventoryAreaInfo } from "../commands/storage/get-fru-inventory-area-info";
import { getLanConfigurationParameters } from "../commands/transport/get-lan-configuration-parameters";
import { lanParameters } from "../commands/transport/lan-parameters";
import { DecodeError, IpmiError, SessionEndedError } from "../errors";
import { areaDecoders } from "../records/fru/fru-area";
import { checksum } from "../wire/checksum";
import { CappedSender } from "./capped-sender";
import { readFruBytes } from "./fru-bytes";

/** What tells a board without a GUID of its own from others; null is what could not be read. */
export interface BoardSigns {
  /** Of Get Device ID: the same for every board of a kind. */
  readonly manufacturerId: number | null;
  readonly productId: number | null;
  /** Of FRU 0. */
  readonly boardSerial: string | null;
  readonly productSerial: string | null;
  /** Of the channel we come by (LAN parameter 5): six bytes in hex, with colons. */
  readonly mac: string | null;
}

/** Each request is two datagrams at most, and the whole no more than this. A dozen requests are usual. */
const MOST_REQUESTS = 64;
const PACING = { waitMs: 1_000, transmissions: 2 } as const;
const STEP_BUDGET_MS = 2_000;
const WHOLE_BUDGET_MS = 8_000;

const OWN_FRU = 0;
const UNIT = 8;
const HEADER_BYTES = 8;
/** A first look at an area, whose length is in its second byte. */
const FIRST_LOOK_BYTES = 32;
/** Both areas with all their fields as long as they may be (FRU Information Storage Definition §11, §12: 63 bytes each). */
const LONGEST_BYTES = 1_024;
const SHORTEST_SERIAL = 4;

/** Serial numbers of boards that were never given one, small and without what is no letter or digit. */
const placeholders: ReadonlySet<string> = new Set([
  "0123456789",
  "123456789",
  "1234567890",
  "baseboardserialnumber",
  "boardserialnumber",
  "defaultstring",
  "empty",
  "invalid",
  "none",
  "notapplicable",
  "notavailable",
  "notspecified",
  "null",
  "productserialnumber",
  "serialnumber",
  "systemserialnumber",
  "tobefilledbyoem",
  "unknown",
]);

/**
 * Reads the signs within 64 requests and eight seconds. What is refused, garbled, unanswered or a placeholder is null; rejects only
 * when the session ends meanwhile.
 */
export async function readBoardSigns(
  sender: CommandSender,
  clock: Clock,
  signal: AbortSignal,
): Promise<BoardSigns> {
  const hurried = new HurriedSender(new CappedSender(sender, MOST_REQUESTS), clock, signal);
  const device = await told(hurried.send(getDeviceId, undefined));
  const mac = await told(readMac(hurried));
  const serials = (await told(readSerials(hurried))) ?? { board: null, product: null };
  return {
    manufacturerId: device?.manufacturerId ?? null,
    productId: device?.productId ?? null,
    boardSerial: serials.board,
    productSerial: serials.product,
    mac,
  };
}

/** Gives each request little time, and none after the whole took too long. */
class HurriedSender implements CommandSender {
  private readonly deadline: number;

  constructor(
    private readonly sender: CommandSender,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    this.deadline = clock.now() + WHOLE_BUDGET_MS;
  }

  send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options?: SendOptions,
  ): Promise<Response> {
    const left = this.deadline - this.clock.now();
    if (left <= 0) return Promise.reject(new IpmiError("no-answer", `${command.name}: no time was left`));
    const budgetMs = Math.min(left, STEP_BUDGET_MS);
    return this.sender.send(command, request, { ...options, signal: this.signal, pacing: PACING, budgetMs });
  }
}

/** The channel's number comes from the answer that every BMC gives; asking for "the present one" is not understood by all. */
async function readMac(sender: CommandSender): Promise<string | null> {
  const ask = { channel: PRESENT_CHANNEL, privilege: Privilege.User, extended: false };
  const { channel } = await sender.send(getChannelAuthenticationCapabilities, ask);
  const mac = await sender.send(getLanConfigurationParameters(lanParameters.macAddress), { channel });
  return isOfOneBoard(mac) ? mac : null;
}

/** Group addresses and zeros belong to nobody; locally administered ones may be made up anew at every start (IEEE 802 §8.2). */
function isOfOneBoard(mac: string): boolean {
  const first = Number.parseInt(mac.slice(0, 2), 16);
  return (first & 0x03) === 0 && mac !== "00:00:00:00:00:00";
}

interface Serials {
  readonly board: string | null;
  readonly product: string | null;
}

/** The two areas stand beside each other: they are read in one go, so that a BMC is found out once that cannot give much at a time. */
async function readSerials(sender: CommandSender): Promise<Serials> {
  const area = await sender.send(getFruInventoryAreaInfo, { fruId: OWN_FRU });
  const header = (await readFruBytes(sender, OWN_FRU, area, {}, () => HEADER_BYTES)).bytes;
  const places = { board: (header[3] ?? 0) * UNIT, product: (header[4] ?? 0) * UNIT };
  const starts = Object.values(places).filter((start) => start !== 0);
  const from = Math.min(...starts);
  if (starts.length === 0) return { board: null, product: null };
  const extent = (bytes: Uint8Array) => {
    const ends = starts.map((start) => start - from + (lengthAt(bytes, start - from) ?? FIRST_LOOK_BYTES));
    return Math.min(Math.max(...ends), LONGEST_BYTES);
  };
  const { bytes } = await readFruBytes(sender, OWN_FRU, area, {}, extent, from);
  const serial = (kind: "board" | "product") => {
    const start = places[kind] - from;
    return start < 0 ? null : serialOf(kind, bytes.subarray(start, start + (lengthAt(bytes, start) ?? 0)));
  };
  return { board: serial("board"), product: serial("product") };
}

/** As the area that begins there says of itself. */
function lengthAt(bytes: Uint8Array, start: number): number | null {
  const units = bytes[start + 1];
  return units === undefined ? null : units * UNIT;
}

/** Only of an area that is whole: half a serial number would be another one. */
function serialOf(kind: "board" | "product", area: Buffer): string | null {
  const isWhole = area.length > 0 && area.length === lengthAt(area, 0) && checksum(area) === 0;
  if (!isWhole) return null;
  try {
    const { fields } = areaDecoders[kind](area.subarray(0, -1), []);
    const serial = fields.find(({ label }) => label === "Serial number")?.value ?? "";
    return isPlaceholder(serial) ? null : serial;
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function isPlaceholder(serial: string): boolean {
  const plain = serial.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return plain.length < SHORTEST_SERIAL || placeholders.has(plain) || /^(.)\1*$/u.test(plain);
}

async function told<Result>(answer: Promise<Result>): Promise<Result | null> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof IpmiError) || error instanceof SessionEndedError) throw error;
    if (error.code === "cancelled" || error.code === "no-route") throw error;
    return null;
  }
}
