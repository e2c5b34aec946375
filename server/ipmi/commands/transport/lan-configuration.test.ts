import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import { getIpUdpRmcpStatistics } from "./get-ip-udp-rmcp-statistics";
import { getLanConfigurationParameters } from "./get-lan-configuration-parameters";
import type { LanParameter, WritableLanParameter } from "./lan-parameter";
import { lanParameters as lan } from "./lan-parameters";
import { setLanConfigurationParameters } from "./set-lan-configuration-parameters";
import { suspendBmcArps } from "./suspend-bmc-arps";

// Vectors are laid out by hand from IPMI 2.0 table 23-4.

const channel = 1;
const revision = "11";

function reads<Value>(parameter: LanParameter<Value>, selector: number, data: string, value: Value) {
  const code = selector.toString(16).padStart(2, "0");
  const command = getLanConfigurationParameters(parameter);
  expect(encoded(command, { channel })).toBe(`01${code}0000`);
  expect(decoded(command, revision + data, { channel })).toEqual(value);
}

function bothWays<Value>(
  parameter: WritableLanParameter<Value>,
  selector: number,
  data: string,
  value: Value,
) {
  reads(parameter, selector, data, value);
  const code = selector.toString(16).padStart(2, "0");
  expect(encoded(setLanConfigurationParameters(parameter), { channel, value })).toBe(
    `01${code}${data.replaceAll(" ", "")}`,
  );
}

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getLanConfigurationParameters(lan.address))).toEqual([12, 0x02, 3, "read"]);
  expect(numbers(setLanConfigurationParameters(lan.address))).toEqual([12, 0x01, 4, "idempotent"]);
  expect(numbers(suspendBmcArps)).toEqual([12, 0x03, 4, "idempotent"]);
  expect(numbers(getIpUdpRmcpStatistics).slice(0, 3)).toEqual([12, 0x04, 2]);
});

test("selectors are in the specification's order, each once", () => {
  const selectors = Object.values(lan).map(({ selector }) => selector);
  expect([...selectors].sort((a, b) => a - b)).toEqual([
    ...Array.from({ length: 27 }, (_, selector) => selector),
    ...Array.from({ length: 31 }, (_, index) => 50 + index),
  ]);
});

describe("IPv4", () => {
  test("addresses are in the order they are written", () => {
    bothWays(lan.address, 3, "c0000201", "192.0.2.1");
    bothWays(lan.subnetMask, 6, "ffffff00", "255.255.255.0");
    bothWays(lan.defaultGateway, 12, "c00002fe", "192.0.2.254");
    bothWays(lan.backupGateway, 14, "c00002fd", "192.0.2.253");
    bothWays(lan.macAddress, 5, "020000000001", "02:00:00:00:00:01");
    bothWays(lan.defaultGatewayMac, 13, "0a0b0c0d0e0f", "0a:0b:0c:0d:0e:0f");
    bothWays(lan.backupGatewayMac, 15, "ffffffffffff", "ff:ff:ff:ff:ff:ff");
  });

  test.each(["192.0.2", "192.0.2.256", "192.0.2.1.1", "a.b.c.d", ""])("%j is no address", (text) => {
    const set = setLanConfigurationParameters(lan.address);
    expect(() => encoded(set, { channel, value: text })).toThrow(RangeError);
  });

  test.each(["02:00:00:00:00", "02:00:00:00:00:0g", "020000000001"])("%j is no MAC address", (text) => {
    const set = setLanConfigurationParameters(lan.macAddress);
    expect(() => encoded(set, { channel, value: text })).toThrow(RangeError);
  });

  test("the source of the address is the low nibble", () => {
    bothWays(lan.addressSource, 4, "02", "dhcp");
    reads(lan.addressSource, 4, "f1", "static");
    reads(lan.addressSource, 4, "09", "other");
  });

  test("header, ports, ARP", () => {
    const header = { timeToLive: 64, flags: 0x40, precedence: 0x20, typeOfService: 0x10 };
    bothWays(lan.ipv4Header, 7, "40 40 30", header);
    bothWays(lan.primaryPort, 8, "6f02", 623);
    bothWays(lan.secondaryPort, 9, "9802", 664);
    bothWays(lan.arpControl, 10, "02", { responses: true, gratuitous: false });
    bothWays(lan.gratuitousArpInterval, 11, "03", 2000);
  });

  test("VLAN keeps its id while it is off", () => {
    bothWays(lan.vlan, 20, "6480", { enabled: true, id: 100 });
    bothWays(lan.vlan, 20, "640f", { enabled: false, id: 0xf64 });
    bothWays(lan.vlanPriority, 21, "05", 5);
  });
});

describe("access", () => {
  const none = { none: false, md2: false, md5: false, password: false, oem: false };

  test("progress of a change", () => {
    bothWays(lan.setInProgress, 0, "01", "set-in-progress");
    reads(lan.setInProgress, 0, "fc", "set-complete");
  });

  test("authentication types for each level", () => {
    reads(lan.authenticationSupport, 1, "17", { ...none, none: true, md2: true, md5: true, password: true });
    bothWays(lan.authenticationEnables, 2, "0102041020", {
      callback: { ...none, none: true },
      user: { ...none, md2: true },
      operator: { ...none, md5: true },
      administrator: { ...none, password: true },
      oem: { ...none, oem: true },
    });
  });

  test("a community is 18 bytes and ends at a zero", () => {
    bothWays(lan.community, 16, `7075626c6963${"00".repeat(12)}`, "public");
    reads(lan.community, 16, "7075626c6963", "public");
    const long = encoded(setLanConfigurationParameters(lan.community), { channel, value: "x".repeat(30) });
    expect(long).toBe(`0110${"78".repeat(18)}`);
  });

  test("cipher suites and the levels they are for", () => {
    reads(lan.cipherSuiteCount, 22, "e3", 3);
    reads(lan.cipherSuites, 23, "00 03 11 00", [3, 17, 0]);
    const levels = [0, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5];
    bothWays(lan.cipherSuitePrivileges, 24, "00 40 44 00 00 00 00 00 50", levels);
  });

  test("bad passwords count in steps of ten seconds", () => {
    const value = { threshold: 5, generatesEvent: true, resetSeconds: 600, lockoutSeconds: 2560 };
    bothWays(lan.badPasswordThreshold, 26, "01 05 3c00 0001", value);
  });
});

describe("alert destinations", () => {
  test("are asked for one by one", () => {
    const command = getLanConfigurationParameters(lan.destinationType);
    expect(encoded(command, { channel, set: 2 })).toBe("01120200");
  });

  test("type, address and VLAN", () => {
    reads(lan.destinationCount, 17, "f3", 3);
    const destination = { set: 2, acknowledged: true, kind: "pet", seconds: 5, retries: 3 } as const;
    bothWays(lan.destinationType, 18, "02 80 05 03", destination);
    reads(lan.destinationType, 18, "02 04 05 03", { ...destination, acknowledged: false, kind: null });
    bothWays(lan.destinationAddress, 19, "02 00 01 c0000207 020000000007", {
      set: 2,
      family: "ipv4",
      gateway: "backup",
      address: "192.0.2.7",
      mac: "02:00:00:00:00:07",
    });
    bothWays(lan.destinationAddress, 19, "01 10 20010db8000000000000000000000001", {
      set: 1,
      family: "ipv6",
      address: "2001:db8::1",
    });
    reads(lan.destinationAddress, 19, "01 20 00", { set: 1, family: null });
    bothWays(lan.destinationVlanTag, 25, "01 10 6470", {
      set: 1,
      tag: { id: 100, canonicalFormat: true, priority: 3 },
    });
    reads(lan.destinationVlanTag, 25, "01 00 0000", { set: 1, tag: null });
  });
});

describe("IPv6", () => {
  test.each([
    ["20010db8000000000000000000000001", "2001:db8::1"],
    ["00000000000000000000000000000000", "::"],
    ["fe800000000000000000000000000000", "fe80::"],
    ["00010000000300040005000600070008", "1:0:3:4:5:6:7:8"],
    ["00010000000000040000000000000008", "1:0:0:4::8"],
  ])("%s is %s", (bytes, address) => {
    bothWays(lan.ipv6Router1, 65, bytes, address);
  });

  test.each(["::1::", "1:2:3", "1:2:3:4:5:6:7:8:9", "fe80::1%eth0", "g::", "1:2:3:4::5:6:7:8"])(
    "%s is no address",
    (text) => {
      const set = setLanConfigurationParameters(lan.ipv6Router1);
      expect(() => encoded(set, { channel, value: text })).toThrow(RangeError);
    },
  );

  test("what the BMC can do and does", () => {
    reads(lan.ipv6Support, 50, "06", { alerting: true, both: true, ipv6Only: false });
    bothWays(lan.addressing, 51, "02", "both");
    reads(lan.addressing, 51, "07", null);
    reads(lan.ipv6Status, 55, "04 08 03", {
      staticAddresses: 4,
      dynamicAddresses: 8,
      dhcpv6: true,
      slaac: true,
    });
    bothWays(lan.ipv6FlowLabel, 54, "0abcde", 0xabcde);
    bothWays(lan.ipv6RouterControl, 64, "01", { staticRouters: true, dynamicRouters: false });
  });

  test("addresses with their prefix and state", () => {
    const address = "20010db8000000000000000000000001";
    const read = { set: 1, address: "2001:db8::1", prefixLength: 64 };
    const fixed = { ...read, enabled: true, state: "active" } as const;
    bothWays(lan.ipv6StaticAddress, 56, `01 80 ${address} 40 00`, fixed);
    reads(lan.ipv6StaticAddress, 56, `01 80 ${address} 40 09`, { ...fixed, state: null });
    reads(lan.ipv6DynamicAddress, 59, `01 02 ${address} 40 02`, {
      ...read,
      source: "dhcpv6",
      state: "pending",
    });
    reads(lan.ipv6DynamicRouter, 74, `03 ${address}`, { set: 3, value: "2001:db8::1" });
  });

  test("identifiers and timing are blocks of bytes", () => {
    const value = { set: 0, block: 1, bytes: Buffer.from("aabb", "hex") };
    bothWays(lan.ipv6StaticDuid, 58, "00 01 aabb", value);
    reads(lan.dhcpv6TimingSupport, 62, "01", "global");
  });
});

test("an answer that ends early is no value", () => {
  for (const parameter of [lan.address, lan.vlan, lan.ipv6StaticAddress, lan.badPasswordThreshold]) {
    const command = getLanConfigurationParameters<unknown>(parameter as LanParameter<unknown>);
    expect(() => decoded(command, "11 01", { channel })).toThrow(DecodeError);
    expect(() => decoded(command, "", { channel })).toThrow(DecodeError);
  }
});

test("ARPs are suspended; the answer says what goes on", () => {
  const request = { channel, suspend: { responses: false, gratuitous: true } };
  expect(encoded(suspendBmcArps, request)).toBe("0101");
  expect(decoded(suspendBmcArps, "02", request)).toEqual({ responses: true, gratuitous: false });
});

describe("statistics", () => {
  test("count in little-endian words", () => {
    const counts = decoded(getIpUdpRmcpStatistics, "0100 0200 0300 0400 0001 0600 0700 0800 0900", {
      channel,
      clear: false,
    });
    expect(Object.values(counts)).toEqual([1, 2, 3, 4, 256, 6, 7, 8, 9]);
  });

  test("are cleared once", () => {
    expect(encoded(getIpUdpRmcpStatistics, { channel, clear: true })).toBe("0101");
    if (typeof getIpUdpRmcpStatistics.class !== "function") throw new Error("depends on the request");
    expect(getIpUdpRmcpStatistics.class({ channel, clear: true })).toBe("once");
    expect(getIpUdpRmcpStatistics.class({ channel, clear: false })).toBe("read");
  });
});
