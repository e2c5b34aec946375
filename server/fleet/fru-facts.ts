import type { Fru } from "@/lib/contracts/inventory";

export interface FruFacts {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
}

type Area = Fru["areas"][number];

/**
 * Who made the host, what it is and its serial number: from the product area of its own FRU, which is number 0, else the board
 * area. Other FRUs are its parts; one of them speaks for the host only where there is no FRU 0.
 */
export function factsOf(frus: readonly Fru[]): FruFacts {
  const readable = frus.filter((fru) => !fru.absent && fru.areas.length > 0);
  const own = readable.find((fru) => fru.id === 0) ?? readable[0];
  const product = own?.areas.find((area) => area.kind === "product");
  const board = own?.areas.find((area) => area.kind === "board");
  const pick = (label: string) => field(product, label) ?? field(board, label);
  return { manufacturer: pick("Manufacturer"), model: pick("Product name"), serial: pick("Serial number") };
}

function field(area: Area | undefined, label: string): string | null {
  return area?.fields.find((candidate) => candidate.label === label)?.value || null;
}
