/** Ways in which BMCs put the same GUID on the wire (IPMI 2.0 §20.8, quirk M16): SMBIOS swaps the first three fields, IPMI the whole. */
const FIELDS = [4, 2, 2] as const;

/** What firmware ships where nobody programmed a GUID, as written in text: many boards have the same. */
const placeholders: ReadonlySet<string> = new Set([
  "03000200040005000006000700080009", // AMI
  "44454c4c00002010802080c04f202020", // Dell, with a service tag of blanks
]);

/** A GUID as 32 hex digits in wire order, or null where it tells no BMC from others: one byte over and over, or a maker's placeholder. */
export function usableGuid(guid: Buffer): string | null {
  const blank = guid.every((byte) => byte === guid[0]);
  if (blank || arrangements(guid).some((text) => placeholders.has(text))) return null;
  return guid.toString("hex");
}

function arrangements(guid: Buffer): readonly string[] {
  const reversed = Buffer.from(guid).reverse();
  return [guid, reversed, fieldsSwapped(guid), fieldsSwapped(reversed)].map((bytes) => bytes.toString("hex"));
}

function fieldsSwapped(guid: Buffer): Buffer {
  const swapped = Buffer.from(guid);
  let offset = 0;
  for (const length of FIELDS) {
    swapped.subarray(offset, offset + length).reverse();
    offset += length;
  }
  return swapped;
}
