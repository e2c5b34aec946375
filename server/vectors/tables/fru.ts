import { chassisTypeName } from "../../ipmi/records/fru/chassis-type";
import { decodeFru } from "../../ipmi/records/fru/decode-fru";
import { fruAreas } from "../../ipmi/records/fru/fru-image";
import type { FruArea } from "../../ipmi/records/fru/fru-inventory";
import type { Checks, Tally } from "../tally";
import { parseToml, type TomlTable } from "./toml";

/** Truth's keys by area, and the labels of ours. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  chassis: { part_number: "Part number", serial_number: "Serial number" },
  board: {
    mfg_date_time: "Manufactured",
    manufacturer: "Manufacturer",
    product_name: "Product name",
    serial_number: "Serial number",
    part_number: "Part number",
    fru_file_id: "FRU file id",
  },
  product: {
    manufacturer: "Manufacturer",
    product_name: "Product name",
    part_number: "Part number",
    product_version: "Version",
    serial_number: "Serial number",
    asset_tag: "Asset tag",
    fru_file_id: "FRU file id",
  },
};

/**
 * A FRU image decodes, whatever is in it; with a description beside it, to what the description says, and without a
 * complaint. Complaints of images nobody describes are told.
 */
export function checkFru(file: string, image: Buffer, truth: string | null, tally: Tally): void {
  const checks = tally.of(file, "fru");
  const inventory = checks.decoded("image", () => decodeFru(image));
  if (inventory === null) return;
  checks.pass();
  if (truth === null) {
    for (const warning of inventory.warnings) tally.notes.push(`warning: ${file}: ${warning}`);
    return;
  }
  const tables = checks.decoded("toml", () => parseToml(truth));
  if (tables === null) return;
  checks.decide("image", inventory.warnings.length === 0, "sound", inventory.warnings);
  for (const kind of Object.keys(labels)) {
    const area = inventory.areas.find((one) => one.kind === kind) ?? null;
    if (isLeftOut(kind, tables)) checks.equal(`${kind} area`, "absent", area === null ? "absent" : "present");
    else if (tables[kind] !== undefined) checkArea(kind, tables[kind], area, checks);
  }
  checkInternal(tables, image, checks);
}

/** Also by the name of the area alone, as older descriptions have it. */
function isLeftOut(kind: string, { common = {} }: Readonly<Record<string, TomlTable>>): boolean {
  const included = common[`include_${kind}`] ?? common[kind];
  return included === false || included === 0;
}

/** The internal use area has a version, and what its owner put there (FRU Information Storage Definition §9). */
function checkInternal(tables: Readonly<Record<string, TomlTable>>, image: Buffer, checks: Checks): void {
  const area = checks
    .decoded("internal area", () => fruAreas(image))
    ?.find(({ kind }) => kind === "internal");
  if (isLeftOut("internal", tables)) {
    checks.equal("internal area", "absent", area === undefined ? "absent" : "present");
    return;
  }
  const data = tables.internal?.data;
  if (typeof data !== "string") return;
  const bytes = Buffer.from(data, "utf8");
  checks.equal("internal.data", bytes, area?.bytes.subarray(1, 1 + bytes.length) ?? "absent");
}

function checkArea(kind: string, truth: TomlTable, area: FruArea | null, checks: Checks): void {
  if (area === null) {
    checks.fail(`${kind} area`, "present", "absent");
    return;
  }
  const value = (label: string) => area.fields.find((field) => field.label === label)?.value ?? "";
  for (const [key, label] of Object.entries(labels[kind] ?? {})) {
    if (key in truth) checks.equal(`${kind}.${key}`, truth[key], value(label));
  }
  if (kind === "chassis" && typeof truth.type === "number") {
    checks.equal("chassis.type", chassisTypeName(truth.type), value("Chassis type"));
  }
  const custom = truth.custom_fields;
  if (!Array.isArray(custom)) return;
  const got = area.fields.filter(({ label }) => label.startsWith("Custom ")).map((field) => field.value);
  checks.equal(
    `${kind}.custom_fields`,
    custom.filter((field) => field !== ""),
    got,
  );
}
