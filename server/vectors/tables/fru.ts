import { decodeFru } from "../../ipmi/records/fru/decode-fru";
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

/** A FRU image decodes, whatever is in it; with a description beside it, to what the description says. */
export function checkFru(file: string, image: Buffer, truth: string | null, tally: Tally): void {
  const checks = tally.of(file, "fru");
  const inventory = checks.decoded("image", () => decodeFru(image));
  if (inventory === null) return;
  checks.pass();
  if (truth === null) return;
  const tables = checks.decoded("toml", () => parseToml(truth));
  if (tables === null) return;
  for (const kind of Object.keys(labels)) {
    const area = inventory.areas.find((one) => one.kind === kind) ?? null;
    const included = tables.common?.[`include_${kind}`];
    if (included === false) checks.equal(`${kind} area`, "absent", area === null ? "absent" : "present");
    else if (tables[kind] !== undefined) checkArea(kind, tables[kind], area, checks);
  }
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
  const custom = truth.custom_fields;
  if (!Array.isArray(custom)) return;
  const got = area.fields.filter(({ label }) => label.startsWith("Custom ")).map((field) => field.value);
  checks.equal(
    `${kind}.custom_fields`,
    custom.filter((field) => field !== ""),
    got,
  );
}
