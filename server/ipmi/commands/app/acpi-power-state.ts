/** ACPI power states as numbered on the wire (IPMI 2.0 table 20-6). */
const systemStates: Readonly<Record<number, string>> = {
  0: "S0/G0",
  1: "S1",
  2: "S2",
  3: "S3",
  4: "S4",
  5: "S5/G2",
  6: "S4/S5",
  7: "G3",
  8: "sleeping",
  9: "G1 sleeping",
  10: "override",
  32: "legacy on",
  33: "legacy off",
  42: "unknown",
};

const deviceStates: Readonly<Record<number, string>> = { 0: "D0", 1: "D1", 2: "D2", 3: "D3", 42: "unknown" };

export function acpiSystemState(code: number): string | null {
  return systemStates[code] ?? null;
}

export function acpiDeviceState(code: number): string | null {
  return deviceStates[code] ?? null;
}
