import { expect, test } from "vitest";
import type { Fru } from "@/lib/contracts/inventory";
import { factsOf } from "./fru-facts";

function fru(id: number, areas: Partial<Record<"product" | "board", Record<string, string>>>): Fru {
  return {
    id,
    name: `FRU ${id}`,
    warnings: [],
    absent: false,
    areas: Object.entries(areas).map(([kind, fields]) => ({
      kind: kind as "product" | "board",
      title: kind,
      fields: Object.entries(fields).map(([label, value]) => ({ label, value })),
    })),
  };
}

test("the product area says what the host is, the board area what it leaves out", () => {
  const product = { Manufacturer: "Acme", "Product name": "NODE-2200", "Serial number": "" };
  const board = { Manufacturer: "Boards Inc", "Product name": "X12", "Serial number": "BS1" };
  expect(factsOf([fru(0, { board, product })])).toEqual({
    manufacturer: "Acme",
    model: "NODE-2200",
    serial: "BS1",
  });
});

test("a power supply's product area is not the host's", () => {
  const supply = fru(1, {
    product: { Manufacturer: "Delta", "Product name": "PSU 800", "Serial number": "P1" },
  });
  const host = fru(0, { board: { Manufacturer: "Acme", "Product name": "X12", "Serial number": "BS1" } });
  expect(factsOf([supply, host]).model).toBe("X12");
  expect(factsOf([{ ...host, absent: true }, supply]).model).toBe("PSU 800");
});

test("nothing is known of a host without FRUs", () => {
  expect(factsOf([])).toEqual({ manufacturer: null, model: null, serial: null });
});
