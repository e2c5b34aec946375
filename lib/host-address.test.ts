import fc from "fast-check";
import { expect, test } from "vitest";
import { formatHostAddress, parseHostAddress } from "./host-address";

function normal(input: string): string {
  const parsed = parseHostAddress(input);
  return parsed.ok ? `${parsed.kind} ${parsed.address}` : parsed.code;
}

test.each([
  ["192.0.2.7", "ipv4 192.0.2.7"],
  [" 127.2.0.1 ", "ipv4 127.2.0.1"],
  ["::1", "ipv6 ::1"],
  ["[2001:DB8::7]", "ipv6 2001:db8::7"],
  ["2001:db8:0:0:1:0:0:1", "ipv6 2001:db8::1:0:0:1"],
  ["2001:0db8:0:1:1:1:1:1", "ipv6 2001:db8:0:1:1:1:1:1"],
  ["1:2:3:4:5:6:7::", "ipv6 1:2:3:4:5:6:7:0"],
  ["::ffff:192.0.2.7", "ipv4 192.0.2.7"],
  ["64:ff9b::192.0.2.33", "ipv6 64:ff9b::c000:221"],
  ["BMC-07.Rack1.example.", "name bmc-07.rack1.example"],
  ["node_1", "name node_1"],
  ["3com", "name 3com"],
])("reads %s", (input, expected) => expect(normal(input)).toBe(expected));

test.each([
  ["", "required"],
  ["   ", "required"],
  ["a".repeat(254), "too-long"],
  ["https://10.0.0.1/", "address-has-scheme"],
  ["10.0.0.1:623", "address-has-port"],
  ["[::1]:623", "address-has-port"],
  ["bmc.example:623", "address-has-port"],
  ["fe80::1%eth0", "address-has-zone"],
  ["256.1.1.1", "bad-ipv4"],
  ["10.0.1", "bad-ipv4"],
  ["010.0.0.1", "bad-ipv4"],
  ["1.2.3.4.5", "bad-ipv4"],
  ["host.1", "bad-ipv4"],
  ["host.0x7f", "bad-ipv4"],
  ["0.0.0.0", "address-unspecified"],
  ["0.1.2.3", "address-unspecified"],
  ["::", "address-unspecified"],
  ["::ffff:0.0.0.0", "address-unspecified"],
  ["255.255.255.255", "address-broadcast"],
  ["224.0.0.1", "address-multicast"],
  ["239.255.255.250", "address-multicast"],
  ["ff02::1", "address-multicast"],
  ["::ffff:224.0.0.1", "address-multicast"],
  ["1::2::3", "bad-ipv6"],
  ["1:2:3:4:5:6:7", "bad-ipv6"],
  ["1:2:3:4:5:6:7:8::", "bad-ipv6"],
  ["12345::", "bad-ipv6"],
  [":::", "bad-ipv6"],
  ["a b", "bad-address"],
  ["-a.example", "bad-address"],
  ["a..b", "bad-address"],
  ["bücher.example", "bad-address"],
  ["a/b", "bad-address"],
  ["a\u0000b", "bad-address"],
])("refuses %j as %s", (input, code) => {
  expect(normal(input)).toBe(code);
});

test("reading a normalised address again changes nothing", () => {
  const inputs = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string());
  fc.assert(
    fc.property(inputs, (input) => {
      const once = parseHostAddress(input);
      if (once.ok) expect(parseHostAddress(once.address)).toEqual(once);
    }),
  );
});

test("IPv6 is put in brackets before a port", () => {
  expect(formatHostAddress("2001:db8::7", 623)).toBe("[2001:db8::7]:623");
  expect(formatHostAddress("192.0.2.7", 623)).toBe("192.0.2.7:623");
});
