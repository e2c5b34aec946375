import { expect, test } from "vitest";
import { usableGuid } from "./usable-guid";

test("a GUID of its own is the BMC's identity, as it came", () => {
  expect(usableGuid(Buffer.from("4c4c4544004b35108044c4c04f463232", "hex"))).toBe(
    "4c4c4544004b35108044c4c04f463232",
  );
});

test.each([
  ["none", "00000000000000000000000000000000"],
  ["erased memory", "ffffffffffffffffffffffffffffffff"],
  ["blanks", "20202020202020202020202020202020"],
  ["AMI's placeholder", "03000200040005000006000700080009"],
  ["the same in SMBIOS's order", "00020003000400050006000700080009"],
  ["the same in IPMI's order", "09000800070006000005000400020003"],
  ["the same reversed after SMBIOS's order", "09000800070006000500040003000200"],
  ["Dell's without a service tag, in SMBIOS's order", "4c4c454400001020802080c04f202020"],
])("%s is no identity", (_, guid) => {
  expect(usableGuid(Buffer.from(guid, "hex"))).toBeNull();
});
