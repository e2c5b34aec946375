import { describe, expect, test } from "vitest";
import { getDeviceId, getSystemGuid } from "@/server/ipmi";
import { getBmcGlobalEnables } from "@/server/ipmi/commands/app/get-bmc-global-enables";
import { getSelfTestResults } from "@/server/ipmi/commands/app/get-self-test-results";
import { getSystemInfoParameters } from "@/server/ipmi/commands/app/get-system-info-parameters";
import { getWatchdogTimer } from "@/server/ipmi/commands/app/get-watchdog-timer";
import { setBmcGlobalEnables } from "@/server/ipmi/commands/app/set-bmc-global-enables";
import { setSystemInfoParameters } from "@/server/ipmi/commands/app/set-system-info-parameters";
import { setWatchdogTimer } from "@/server/ipmi/commands/app/set-watchdog-timer";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { runOn } from "../testing/scripted-run";

const hex = (digits: string) => Buffer.from(digits.replaceAll(" ", ""), "hex");

test("mc setenables changes the bits that are named and no other", async () => {
  let enables = 0x09;
  const bmc = new ScriptedBmc()
    .on(getBmcGlobalEnables, () => Uint8Array.of(enables))
    .on(setBmcGlobalEnables, ([bits = 0]) => {
      enables = bits;
      return new Uint8Array();
    });
  const { output } = await runOn(bmc, "mc setenables event_msg=on system_event_log=off");
  expect(enables).toBe(0x05);
  expect(output).toMatch(
    /^Enabling Event Message Buffer\nDisabling System Event Logging\n\nVerifying\.\.\.\nReceive/,
  );
  expect((await runOn(bmc, "mc setenables event_msg=on")).output).toContain("\nNothing to change...\n");
  expect((await runOn(bmc, "mc setenables event_msg=perhaps")).complaint).toBe(
    "Unrecognized option: event_msg=perhaps",
  );
});

test("mc info shows what a BMC that sends no BCD sends, and a maker nobody knows", async () => {
  const bmc = new ScriptedBmc().on(getDeviceId, () => hex("20 81 02 3a 51 00 fe ff 0e 00 01"));
  const { output } = await runOn(bmc, "mc info");
  expect(output).toContain("Firmware Revision         : 2.3a\nIPMI Version              : 1.5\n");
  expect(output).toContain(
    "Manufacturer ID           : 983038\nManufacturer Name         : Unknown (0xEFFFE)\n",
  );
  expect(output).not.toContain("Aux");
});

describe("mc guid", () => {
  test("finds the encoding in which the time makes sense", async () => {
    // 6ba7b810-9dad-11d1-80b4-00c04fd430c8 (1998), as RFC 4122 lays it out.
    const bmc = new ScriptedBmc().on(getSystemGuid, () => hex("6ba7b810 9dad 11d1 80b4 00c04fd430c8"));
    expect((await runOn(bmc, "mc guid", { utc: true })).output).toBe(
      [
        "System GUID   : 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "GUID Encoding : RFC4122 (WARNING: IPMI Specification violation!)",
        "GUID Version  : Time-based",
        "Timestamp     : 02/04/98 22:13:53 GMT",
        "",
      ].join("\n"),
    );
  });

  test("a version that is valid in one encoding only decides", async () => {
    const bmc = new ScriptedBmc().on(getSystemGuid, () => hex("ffeeddccbbaa 9988 ff4f 5566 77889900"));
    expect((await runOn(bmc, "mc guid")).output).toContain("GUID Encoding : IPMI\n");
  });
});

test.each([
  ["55 00", "Selftest: passed\n", 0],
  ["56 00", "Selftest: not implemented\n", 1],
  ["57 88", "Selftest: device corrupted\n -> SEL device not accessible\nSDR repository empty\n", 1],
  ["58 0a", "Selftest     : fatal error\nFailure code : 0a\n", 1],
  ["ff 00", "Selftest: N/A", 1],
  ["a1 bc", "Selftest     : device specific (A1h)\nFailure code : BCh\n", 0],
])("mc selftest of %s", async (bytes, output, exitCode) => {
  const bmc = new ScriptedBmc().on(getSelfTestResults, () => hex(bytes));
  expect(await runOn(bmc, "mc selftest")).toMatchObject({ output, exitCode });
});

describe("system info", () => {
  test("strings are put together from blocks, as many as the first one says", async () => {
    const text = "a name of thirty-two characters!";
    const blocks = [text.slice(0, 14), text.slice(14, 30), text.slice(30)];
    const bmc = new ScriptedBmc().on(getSystemInfoParameters, ([, , set = 0]) => {
      const head = set === 0 ? [0x11, 0, 0, text.length] : [0x11, set];
      return Buffer.concat([Buffer.from(head), Buffer.from((blocks[set] ?? "").padEnd(16, "\0"))]);
    });
    expect((await runOn(bmc, "mc getsysinfo system_name")).output).toBe(`${text}\n`);
    expect(bmc.count(getSystemInfoParameters)).toBe(3);
  });

  test("what is written is cut into the same blocks", async () => {
    const bmc = new ScriptedBmc().on(setSystemInfoParameters, () => new Uint8Array());
    expect(await runOn(bmc, "mc setsysinfo os_name 0123456789abcdefgh")).toMatchObject({
      output: "",
      exitCode: 0,
    });
    expect(bmc.sent.map(({ data }) => data.toString("latin1"))).toEqual([
      "\x04\0\0\x120123456789abcd",
      "\x04\x01efgh\0\0\0\0\0\0\0\0\0\0\0\0",
    ]);
  });

  test("control characters of a BMC do not reach the terminal", async () => {
    const bmc = new ScriptedBmc().on(getSystemInfoParameters, () =>
      Buffer.from("\x11\0\0\x04a\x1b[2\0\0\0\0\0\0\0\0\0\0", "latin1"),
    );
    expect((await runOn(bmc, "mc getsysinfo os_name")).output).toBe("a?[2\n");
  });
});

describe("watchdog", () => {
  test("set sends what was asked for", async () => {
    const bmc = new ScriptedBmc().on(setWatchdogTimer, () => new Uint8Array());
    const { notes } = await runOn(
      bmc,
      "mc watchdog set timeout=60 use=sms action=reset int=nmi pretimeout=5 nolog",
    );
    expect(bmc.sent[0]?.data.toString("hex")).toBe("842105005802");
    expect(notes).toEqual(["Watchdog Timer was successfully configured"]);
  });

  test.each(["timeout=0", "timeout=7000", "pretimeout=256", "use=constructor", "x=1"])(
    "%s is refused before anything is sent",
    async (option) => {
      const bmc = new ScriptedBmc();
      expect((await runOn(bmc, `mc watchdog set ${option}`)).exitCode).toBe(1);
      expect(bmc.sent).toEqual([]);
    },
  );

  test("get names what expired", async () => {
    const bmc = new ScriptedBmc().on(getWatchdogTimer, () => hex("44 21 0a 12 58 02 2c 01"));
    expect((await runOn(bmc, "mc watchdog get")).output).toContain(
      "Timer Expiration Flags: (0x12)\n                        * BIOS FRB2\n                        * SMS/OS\n" +
        "Initial Countdown:      60.0 sec\nPresent Countdown:      30.0 sec\n",
    );
  });
});
