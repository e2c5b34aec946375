import { describe, expect, test } from "vitest";
import { hpe } from "../../profiles/hpe";
import { supermicro } from "../../profiles/supermicro";
import { Direct } from "../testing/direct";

/** Answers are completion code and data, in hex digits. */

describe("users", () => {
  const password20 = "31".repeat(20);

  test("a new user: name, password, access, enabled", () => {
    const bmc = new Direct();
    const name = Buffer.from("oper".padEnd(16, "\0")).toString("hex");
    expect(bmc.raw(0x06, 0x45, `03${name}`)).toBe("00");
    expect(bmc.raw(0x06, 0x46, "03")).toBe(`00${name}`);
    expect(bmc.raw(0x06, 0x47, `8302${password20}`)).toBe("00");
    expect(bmc.raw(0x06, 0x43, "910303")).toBe("00");
    expect(bmc.machine.users().find(({ id }) => id === 3)).toMatchObject({ name: "oper", enabled: false });
    expect(bmc.raw(0x06, 0x47, "0301")).toBe("00");
    expect(bmc.machine.users().find(({ id }) => id === 3)).toMatchObject({
      enabled: true,
      privilegeLimit: 3,
      serialOverLan: false,
    });
    // 16 users, two enabled, one fixed name, messaging on at operator.
    expect(bmc.raw(0x06, 0x44, "0103")).toBe("0010420113");
    expect(bmc.raw(0x06, 0x4c, "010302000000")).toBe("00");
    expect(bmc.machine.users().find(({ id }) => id === 3)?.serialOverLan).toBe(true);
  });

  test("passwords are tested in the size they fit in", () => {
    const bmc = new Direct();
    bmc.raw(0x06, 0x47, `8202${password20}`);
    expect(bmc.raw(0x06, 0x47, `8203${password20}`)).toBe("00");
    expect(bmc.raw(0x06, 0x47, `8203${"32".repeat(20)}`)).toBe("80");
    expect(bmc.raw(0x06, 0x47, `0203${"31".repeat(16)}`)).toBe("81");
    expect(bmc.raw(0x06, 0x47, `0202${password20}`)).toBe("c7");
  });

  test("unknown users and channels are out of range", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x06, 0x46, "3f")).toBe("c9");
    expect(bmc.raw(0x06, 0x44, "0702")).toBe("c9");
  });
});

describe("LAN configuration", () => {
  test("tells the address it was given, and keeps what is set", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0c, 0x02, "01030000")).toBe("00117f022c01");
    expect(bmc.raw(0x0c, 0x01, "0106ffff0000")).toBe("00");
    expect(bmc.raw(0x0c, 0x02, "01060000")).toBe("0011ffff0000");
    const later = new Direct({ saved: bmc.machine.settings() });
    expect(later.raw(0x0c, 0x02, "01060000")).toBe("0011ffff0000");
  });

  test("refuses as the specification says", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0c, 0x02, "01f00000")).toBe("80");
    expect(bmc.raw(0x0c, 0x01, "010100")).toBe("82");
    expect(bmc.raw(0x0c, 0x01, "01060000")).toBe("c7");
    expect(bmc.raw(0x0c, 0x02, "05030000")).toBe("cc");
    expect(bmc.raw(0x0c, 0x02, "01120900")).toBe("c9");
    // The revision alone.
    expect(bmc.raw(0x0c, 0x02, "81030000")).toBe("0011");
    // An address from DHCP is not set by hand.
    bmc.raw(0x0c, 0x01, "010402");
    expect(bmc.raw(0x0c, 0x01, "01030a000001")).toBe("d5");
  });

  test("one writer at a time", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0c, 0x01, "010001")).toBe("00");
    expect(bmc.raw(0x0c, 0x01, "010001")).toBe("81");
    expect(bmc.raw(0x0c, 0x02, "01000000")).toBe("001101");
    expect(bmc.raw(0x0c, 0x01, "010000")).toBe("00");
  });

  test("a commit is for who is writing, and does not end the writing", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0c, 0x01, "010002")).toBe("cc");
    bmc.raw(0x0c, 0x01, "010001");
    expect(bmc.raw(0x0c, 0x01, "010002")).toBe("00");
    expect(bmc.raw(0x0c, 0x02, "01000000")).toBe("001101");
    expect(bmc.raw(0x0c, 0x01, "010003")).toBe("cc");
  });

  test("a parameter in sets and blocks has those it says, and no more", () => {
    const bmc = new Direct();
    // Static addresses 0–3, one block of a static DUID, one dynamic address.
    expect(bmc.raw(0x0c, 0x02, "01370000")).toBe("0011040103");
    expect(["01380300", "01380400"].map((data) => bmc.raw(0x0c, 0x02, data)?.slice(0, 2))).toEqual([
      "00",
      "c9",
    ]);
    expect(bmc.raw(0x0c, 0x02, "01390000")).toBe("001101");
    const duids = ["013a0000", "013a0001", "013a0100"];
    expect(duids.map((data) => bmc.raw(0x0c, 0x02, data)?.slice(0, 2))).toEqual(["00", "c9", "c9"]);
    expect(bmc.raw(0x0c, 0x01, `013a0001${"00".repeat(16)}`)).toBe("c9");
    expect(["013b0000", "013b0100"].map((data) => bmc.raw(0x0c, 0x02, data)?.slice(0, 2))).toEqual([
      "00",
      "c9",
    ]);
  });

  test("IPv6 has a link-local address made from the MAC", () => {
    const bmc = new Direct();
    const mac = Buffer.from(bmc.raw(0x0c, 0x02, "01050000") ?? "", "hex").subarray(2);
    const dynamic = Buffer.from(bmc.raw(0x0c, 0x02, "013b0000") ?? "", "hex").subarray(2);
    expect(dynamic.subarray(2, 4).toString("hex")).toBe("fe80");
    expect(dynamic.subarray(13, 15).toString("hex")).toBe("fffe");
    expect(dynamic.subarray(15, 18)).toEqual(mac.subarray(3));
  });

  test("lives on the channel the make of server has", () => {
    const bmc = new Direct({ profile: hpe });
    expect(bmc.raw(0x0c, 0x02, "01030000")).toBe("cc");
    expect(bmc.raw(0x0c, 0x02, "02030000")).toBe("00117f022c01");
    expect(bmc.raw(0x06, 0x42, "02")).toBe("00020401" + "81" + "f21b000000");
    expect(bmc.raw(0x06, 0x42, "01")).toBe("cc");
  });
});

describe("boot options", () => {
  const FLAGS = "05000000";

  test("flags are void after a minute without a start", async () => {
    const bmc = new Direct();
    expect(bmc.raw(0x00, 0x08, "05a004000000")).toBe("00");
    expect(bmc.raw(0x00, 0x09, FLAGS.slice(0, 6))).toBe("000105a004000000");
    await bmc.clock.advance(61_000);
    expect(bmc.raw(0x00, 0x09, FLAGS.slice(0, 6))).toBe("0001052004000000");
  });

  test("persistent ones stay, and so do those whose time-out is turned off", async () => {
    const bmc = new Direct();
    bmc.raw(0x00, 0x08, "05e008000000");
    await bmc.clock.advance(600_000);
    expect(bmc.raw(0x00, 0x09, "050000")).toBe("000105e008000000");
    bmc.raw(0x00, 0x08, "0308");
    bmc.raw(0x00, 0x08, "05a008000000");
    await bmc.clock.advance(600_000);
    expect(bmc.raw(0x00, 0x09, "050000")).toBe("000105a008000000");
  });

  test("a start uses up those that are for one start", async () => {
    const bmc = new Direct();
    bmc.raw(0x00, 0x08, "05a004000000");
    bmc.raw(0x00, 0x02, "03");
    await bmc.clock.advance(2000);
    expect(bmc.raw(0x00, 0x09, "050000")).toBe("0001050000000000");
  });
});

describe("other configuration", () => {
  test("FRU data written is read, also in the next life", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0a, 0x10, "00")).toBe("00000200");
    expect(bmc.raw(0x0a, 0x12, "00000141424344")).toBe("0004");
    expect(bmc.raw(0x0a, 0x11, "00000104")).toBe("000441424344");
    expect(bmc.raw(0x0a, 0x11, "00000204")).toBe("c9");
    expect(bmc.raw(0x0a, 0x11, "09000004")).toBe("cb");
    expect(bmc.raw(0x0a, 0x12, "00ff014142")).toBe("c9");
    const later = new Direct({ saved: bmc.machine.settings() });
    expect(later.raw(0x0a, 0x11, "00000104")).toBe("000441424344");
  });

  test("SOL parameters; the port cannot be set", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x0c, 0x22, "01010000")).toBe("001101");
    expect(bmc.raw(0x0c, 0x21, "010100")).toBe("00");
    expect(bmc.raw(0x0c, 0x22, "01010000")).toBe("001100");
    expect(bmc.raw(0x0c, 0x21, "01086f02")).toBe("82");
  });

  test("the firmware firewall tells which commands there are", () => {
    const bmc = new Direct();
    // Network functions 0, 4, 6, Ah, Ch and 2Ch of LUN 0.
    expect(bmc.raw(0x06, 0x09, "0e")).toBe(`00016d004000${"00".repeat(12)}`);
    const missing = Buffer.from(bmc.raw(0x06, 0x0a, "0e0000") ?? "", "hex").subarray(1);
    const has = (command: number) => ((missing[command >> 3] ?? 0) & (1 << (command % 8))) === 0;
    expect([0x01, 0x02, 0x09].map(has)).toEqual([true, true, true]);
    expect([0x03, 0x0e, 0x7f].map(has)).toEqual([false, false, false]);
  });

  test("K_g can be set and locked", () => {
    const bmc = new Direct();
    expect(bmc.machine.bmcKey).toBeNull();
    expect(bmc.raw(0x06, 0x56, `010101${"4b".repeat(20)}`)).toBe("0002");
    expect(bmc.machine.bmcKey?.toString("hex")).toBe("4b".repeat(20));
    expect(bmc.raw(0x06, 0x56, "010201")).toBe("0001");
    expect(bmc.raw(0x06, 0x56, `010101${"4c".repeat(20)}`)).toBe("81");
  });

  test("DCMI: asset tag in parts, power limit off until activated", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x2c, 0x08, "dc0003616263")).toBe("00dc03");
    expect(bmc.raw(0x2c, 0x06, "dc0003")).toBe("00dc03616263");
    expect(bmc.raw(0x2c, 0x03, "dc0000")?.slice(0, 4)).toBe("80dc");
    bmc.raw(0x2c, 0x05, "dc010000");
    expect(bmc.raw(0x2c, 0x03, "dc0000")?.slice(0, 4)).toBe("00dc");
    expect(bmc.raw(0x2c, 0x06, "dd0003")).toBe("c1");
  });

  test("DCMI configuration is read, written and kept", () => {
    const bmc = new Direct();
    expect(bmc.raw(0x2c, 0x13, "dc0400")).toBe("00dc0105017800");
    expect(bmc.raw(0x2c, 0x12, "dc04003c00")).toBe("00dc");
    expect(bmc.raw(0x2c, 0x13, "dc0400")).toBe("00dc0105013c00");
    expect(bmc.raw(0x2c, 0x12, "dc04003c")).toBe("c7dc");
    expect(bmc.raw(0x2c, 0x13, "dc0900")).toBe("c9dc");
    expect(new Direct({ saved: bmc.machine.settings() }).raw(0x2c, 0x13, "dc0400")).toBe("00dc0105013c00");
  });

  test("levels of cipher suites: by place in the list, or by the suite's number as Supermicro has it", () => {
    const limits = (bmc: Direct) => [3, 8, 17].map((suite) => bmc.machine.suiteLimit(suite));
    const byEntry = new Direct();
    expect(limits(byEntry)).toEqual([4, 4, 4]);
    expect(byEntry.raw(0x0c, 0x02, "01180000")).toBe(`001100${"44".repeat(8)}`);
    // Of 3, 8, 12, 17 the first is switched off, the second is for users, the fourth for operators.
    expect(byEntry.raw(0x0c, 0x01, "011800203044444444444444".slice(0, 22))).toBe("00");
    expect(limits(byEntry)).toEqual([0, 2, 3]);
    const byNumber = new Direct({ profile: supermicro });
    expect(byNumber.raw(0x0c, 0x02, "01180000")).toBe("00110000400000040004" + "00");
    expect(limits(byNumber)).toEqual([4, 4, 5]);
  });

  test("a cold reset keeps the configuration, and says for how long the BMC is silent", () => {
    const bmc = new Direct();
    const silences: number[] = [];
    bmc.machine.onRestart((ms) => silences.push(ms));
    bmc.raw(0x0c, 0x01, "0106ffff0000");
    bmc.raw(0x0c, 0x01, "010001");
    expect(bmc.raw(0x06, 0x02)).toBe("00");
    expect(silences).toHaveLength(1);
    expect(silences[0]).toBeGreaterThan(1000);
    expect(bmc.raw(0x0c, 0x02, "01060000")).toBe("0011ffff0000");
    expect(bmc.raw(0x0c, 0x02, "01000000")).toBe("001100");
  });
});
