import type { BridgeRoute } from "@/server/ipmi";
import { CompletionCodeError, IpmiError, type SdrRepository } from "@/server/ipmi";
import {
  type FruInventoryArea,
  getFruInventoryAreaInfo,
} from "@/server/ipmi/commands/storage/get-fru-inventory-area-info";
import { readFruBytes } from "@/server/ipmi/readers/fru-bytes";
import type { SdrRecord } from "@/server/ipmi/records/sdr/decode-sdr";
import { completionText } from "../completion-text";
import { idString } from "../sdr/id-string";
import type { VerbContext } from "../verb";
import { fruFields } from "./fru-fields";
import { multirecordText } from "./fru-multirecords";

type FruLocator = Extract<SdrRecord, { kind: "fru-locator" }>;

/** What a FRU device gave. */
export type FruContent =
  | { readonly kind: "data"; readonly bytes: Buffer; readonly size: number }
  | { readonly kind: "absent"; readonly reason: string }
  /** There, but with no FRU data in it. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "unsupported"; readonly verbose: string };

/** One FRU with its heading, as `fru print` shows it. */
export class FruRow {
  constructor(
    private readonly heading: string | null,
    private readonly id: number,
    readonly content: FruContent,
    private readonly controller: number | null,
  ) {}

  text(verbose: boolean): string {
    const body = contentText(this.content, verbose);
    return this.heading === null ? body : `FRU Device Description : ${this.heading}\n${body}\n`;
  }

  toJSON(): object {
    const { content } = this;
    return {
      id: this.id,
      name: this.heading?.replace(/ \(ID \d+\)$/, "").trim() ?? null,
      controller: this.controller,
      present: content.kind === "data",
      ...(content.kind === "data"
        ? {
            size: content.size,
            fields: fruFields(content.bytes).map(({ label, value }) => ({ label, value })),
          }
        : {}),
      ...(content.kind === "absent" ? { reason: content.reason } : {}),
    };
  }

  get failed(): boolean {
    return this.content.kind === "absent" || this.content.kind === "unreadable";
  }
}

function contentText(content: FruContent, verbose: boolean): string {
  if (content.kind === "unsupported") return verbose ? content.verbose : " Unsupported device\n";
  if (content.kind === "unreadable") return "";
  if (content.kind === "absent") return ` Device not present (${content.reason})\n`;
  const fields = fruFields(content.bytes).filter((field) => verbose || !field.verbose);
  const text = fields.map(({ label, value }) => ` ${label.padEnd(21)} : ${value}\n`).join("");
  return verbose ? text + multirecordText(content.bytes) : text;
}

const NOBODY = "No Response";
const VERSION = 1;

/** Reads what is to be shown of a FRU; complaints go to the error output, as ipmitool's do. */
export async function readFruContent(
  { bmc, signal, note }: VerbContext,
  fruId: number,
  route: BridgeRoute | null,
): Promise<FruContent> {
  const options = route === null ? { signal } : { signal, route };
  let area: FruInventoryArea;
  try {
    area = await bmc.send(getFruInventoryAreaInfo, { fruId }, options);
  } catch (error) {
    if (error instanceof CompletionCodeError) {
      return { kind: "absent", reason: completionText(error.completionCode) };
    }
    if (route !== null && error instanceof IpmiError && error.code === "no-answer") {
      return { kind: "absent", reason: NOBODY };
    }
    throw error;
  }
  if (area.size < 1) {
    note(` Invalid FRU size ${area.size}`);
    return { kind: "unreadable" };
  }
  const { bytes, warnings } = await readFruBytes(bmc, fruId, area, options);
  for (const warning of warnings) note(`FRU Read failed: ${warning}`);
  const version = (bytes[0] ?? 0) & 0x0f;
  if (bytes.length > 0 && version !== VERSION) {
    note(` Unknown FRU header version 0x${(bytes[0] ?? 0).toString(16).padStart(2, "0")}`);
    return { kind: "unreadable" };
  }
  return { kind: "data", bytes, size: area.size };
}

const BMC_ADDRESS = 0x20;
/** Where the names of locator records begin. */
const LOCATOR_NAME = 15;
const NAME_LENGTH = 16;

/**
 * The FRU a locator names. Null for devices that hold no FRU data by FRU commands, and for the BMC's own first one,
 * which is listed without a locator (IPMI 2.0 §43.8).
 */
export async function readFruOf(
  context: VerbContext,
  { records, images }: SdrRepository,
  locator: FruLocator,
): Promise<FruRow | null> {
  const image = images[records.indexOf(locator)];
  const { deviceType, deviceTypeModifier, accessAddress, channel } = locator;
  const eeprom = deviceType >= 0x08 && deviceType <= 0x0f && deviceTypeModifier === 0x02;
  if (image === undefined || (deviceType !== 0x10 && !eeprom)) return null;
  const id = image.readUInt8(6);
  if (accessAddress === BMC_ADDRESS && id === 0) return null;
  const heading = `${idString(image, LOCATOR_NAME).slice(0, NAME_LENGTH)} (ID ${id})`;
  const local = accessAddress === BMC_ADDRESS && channel === 0;
  const content =
    deviceTypeModifier === 0x00 || deviceTypeModifier === 0x02
      ? await readFruContent(context, id, local ? null : { channel, address: accessAddress })
      : unsupported(id, deviceType, deviceTypeModifier);
  return new FruRow(heading, id, content, local ? null : accessAddress);
}

function unsupported(id: number, type: number, modifier: number): FruContent {
  const [device, kind, variant] = [id, type, modifier].map(
    (value) => `0x${value.toString(16).padStart(2, "0")}`,
  );
  return {
    kind: "unsupported",
    verbose: ` Unsupported device ${device} type ${kind} with modifier ${variant}\n`,
  };
}
