import { decodeBcdPlus, decodeLatin1 } from "@/server/ipmi/records/text-encoding";
import { ByteReader } from "@/server/ipmi/wire/byte-reader";
import { harmless } from "../sdr/id-string";
import { timestampText } from "../timestamps";

/** A field of an area in ipmitool's words. */
export interface FruField {
  readonly label: string;
  readonly value: string;
  /** Shown with -v only. */
  readonly verbose?: boolean;
}

const UNIT = 8;
const END_OF_FIELDS = 0xc1;

const chassisTypes: readonly string[] =
  "Unspecified|Other|Unknown|Desktop|Low Profile Desktop|Pizza Box|Mini Tower|Tower|Portable|LapTop|Notebook|Hand Held|Docking Station|All in One|Sub Notebook|Space-saving|Lunch Box|Main Server Chassis|Expansion Chassis|SubChassis|Bus Expansion Chassis|Peripheral Chassis|RAID Chassis|Rack Mount Chassis|Sealed-case PC|Multi-system Chassis|CompactPCI|AdvancedTCA|Blade|Blade Enclosure".split(
    "|",
  );

/** 1996-01-01 in seconds since 1970; board dates count minutes from there. */
const BOARD_EPOCH = 820_454_400;

interface AreaWords {
  /** Where its offset stands in the header. */
  readonly header: number;
  readonly extra: string;
  readonly labels: readonly (readonly [label: string, verbose?: boolean])[];
  /** Reads what stands before the fields; the reader is behind version and length. */
  head(reader: ByteReader): readonly FruField[];
}

const areas: readonly AreaWords[] = [
  {
    header: 2,
    extra: "Chassis Extra",
    labels: [["Chassis Part Number"], ["Chassis Serial"]],
    head: (reader) => [{ label: "Chassis Type", value: chassisTypes[reader.u8()] ?? "Unknown" }],
  },
  {
    header: 3,
    extra: "Board Extra",
    labels: [
      ["Board Mfg"],
      ["Board Product"],
      ["Board Serial"],
      ["Board Part Number"],
      ["Board FRU ID", true],
    ],
    head: (reader) => {
      reader.skip(1);
      return [{ label: "Board Mfg Date", value: boardDate(reader.u24()) }];
    },
  },
  {
    header: 4,
    extra: "Product Extra",
    labels: [
      ["Product Manufacturer"],
      ["Product Name"],
      ["Product Part Number"],
      ["Product Version"],
      ["Product Serial"],
      ["Product Asset Tag"],
      ["Product FRU ID", true],
    ],
    head: (reader) => {
      reader.skip(1);
      return [];
    },
  },
];

/** The fields of the chassis, board and product areas, as far as the data goes; empty ones are left out. */
export function fruFields(bytes: Buffer): readonly FruField[] {
  return areas.flatMap((area) => {
    const start = (bytes[area.header] ?? 0) * UNIT;
    const length = (bytes[start + 1] ?? 0) * UNIT;
    if (start === 0 || length === 0 || start + length > bytes.length) return [];
    return areaFields(area, bytes.subarray(start, start + length));
  });
}

function areaFields({ labels, extra, head }: AreaWords, bytes: Buffer): readonly FruField[] {
  const reader = new ByteReader(bytes, "FRU area", 2);
  const fields = [...head(reader)];
  for (let index = 0; reader.remaining > 0; index++) {
    if (bytes[reader.offset] === END_OF_FIELDS) break;
    const value = readField(reader);
    const [label, verbose = false] = labels[index] ?? [extra];
    if (value !== "") fields.push({ label, value, ...(verbose && { verbose }) });
  }
  return fields;
}

function readField(reader: ByteReader): string {
  const typeLength = reader.u8();
  const bytes = reader.take(Math.min(typeLength & 0x3f, reader.remaining));
  switch (typeLength >> 6) {
    case 0:
      return bytes.toString("hex");
    case 1:
      return decodeBcdPlus(bytes);
    case 2:
      return sixBit(bytes);
    default:
      return harmless(decodeLatin1(bytes));
  }
}

/** ipmitool reads three bytes at a time, the missing ones of the last as blanks. */
function sixBit(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    for (let shift = 0; shift < 24; shift += 6) text += String.fromCharCode(0x20 + ((bits >> shift) & 0x3f));
  }
  return text;
}

function boardDate(minutes: number): string {
  return minutes === 0 ? "Unspecified" : timestampText(BOARD_EPOCH + minutes * 60);
}
