import type { Fru } from "@/lib/contracts/inventory";

export interface FruFacts {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
}

/** Who made the host, what it is and its serial number: from the product area of the first FRU, else its board area. */
export function factsOf(frus: readonly Fru[]): FruFacts {
  const areas = frus.flatMap((fru) => fru.areas);
  const product = areas.find((area) => area.kind === "product");
  const board = areas.find((area) => area.kind === "board");
  const pick = (label: string) => field(product, label) ?? field(board, label);
  return { manufacturer: pick("Manufacturer"), model: pick("Product name"), serial: pick("Serial number") };
}

function field(area: Fru["areas"][number] | undefined, label: string): string | null {
  return area?.fields.find((candidate) => candidate.label === label)?.value || null;
}
