import { expect, test } from "vitest";
import type { DoctorCheck } from "@/lib/contracts/console-doctor";
import type { SerialSetup } from "@/server/bmc/serial-setup";
import { FakeBmc } from "@/server/bmc/testing/fake-bmc";
import { type ConsoleWitness, diagnose } from "./diagnose";
import type { OutputSigns } from "./output-signs";

const now = new Date("2026-11-22T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const healthy = new FakeBmc().serial;
const text: OutputSigns = {
  garbled: false,
  kernelConsole: { port: "ttyS1", baud: 115_200 },
  kernelWithoutSerial: false,
};
const calm: ConsoleWitness = { state: "open", holder: null, lastOutputAt: ago(5), lastPowerAt: null };

function check(
  layer: DoctorCheck["layer"],
  setup: Partial<SerialSetup> = {},
  signs: Partial<OutputSigns> = {},
  witness: Partial<ConsoleWitness> = {},
): DoctorCheck | undefined {
  const report = diagnose(
    { setup: { ...healthy, ...setup } },
    { ...text, ...signs },
    { ...calm, ...witness },
    now,
  );
  return report.find((one) => one.layer === layer);
}
const sol = (part: Partial<SerialSetup["sol"]>) => ({ sol: { ...healthy.sol, ...part } });

test("a console that works has nothing to mend", () => {
  const report = diagnose({ setup: healthy }, text, calm, now);
  expect(report.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
  expect(report.every(({ fix }) => fix === null)).toBe(true);
});

test("a BMC that is not reached is the finding; what only it could tell is unknown, what is seen without it is not", () => {
  const report = diagnose({ unreached: "no answer" }, text, { ...calm, lastPowerAt: ago(200) }, now);
  expect(report[0]).toEqual({ layer: "lan", outcome: "problem", found: { reason: "no answer" }, fix: null });
  const unknown = report.filter(({ outcome }) => outcome === "unknown").map(({ layer }) => layer);
  expect(unknown).toEqual(expect.arrayContaining(["channel", "user", "sol-enabled", "thresholds"]));
  expect(report.map(({ layer }) => layer)).toEqual(
    diagnose({ setup: healthy }, text, calm, now).map(({ layer }) => layer),
  );
});

test("a BMC that tells nothing is unknown, not well", () => {
  const silent = sol({ enabled: null, privilege: null, forceEncryption: null, baud: null, gatherMs: null });
  const report = diagnose(
    { setup: { ...healthy, ...silent, user: null, channelMode: null } },
    text,
    calm,
    now,
  );
  expect(report.filter(({ outcome }) => outcome === "unknown").map(({ layer }) => layer)).toEqual([
    "channel",
    "user",
    "privilege",
    "payload",
    "sol-enabled",
    "encryption",
    "baud",
    "thresholds",
  ]);
});

test.each([
  ["sol-enabled", sol({ enabled: false }), "problem", "enable-sol"],
  ["payload", { user: { id: 2, messaging: true, privilege: 4, payload: false } }, "problem", "allow-payload"],
  ["user", { user: { id: 2, messaging: false, privilege: 4, payload: true } }, "problem", "allow-messaging"],
  ["privilege", { privilege: 2, ...sol({ privilege: 4 }) }, "problem", null],
  [
    "privilege",
    { privilege: 2, ...sol({ privilege: 3 }), user: { id: 2, messaging: true, privilege: 2, payload: true } },
    "problem",
    "raise-privilege",
  ],
  ["encryption", { encrypted: false, ...sol({ forceEncryption: true }) }, "problem", null],
  ["thresholds", sol({ gatherMs: 1000 }), "warning", "set-thresholds"],
  ["channel", { channelMode: "disabled" }, "warning", "open-channel"],
] as const)("%s: %j", (layer, setup, outcome, fix) => {
  expect(check(layer, setup)).toMatchObject({ outcome, fix });
});

test("bytes that make no text, and a kernel at another speed, both speak of the baud rate", () => {
  expect(check("baud", {}, { garbled: true })).toMatchObject({ outcome: "problem", fix: "set-baud" });
  const other = { kernelConsole: { port: "ttyS1", baud: 9600 } };
  expect(check("baud", {}, other)).toMatchObject({
    outcome: "problem",
    found: { bmc: 115_200, kernel: 9600 },
  });
});

test("a kernel without a serial console", () => {
  expect(check("kernel", {}, { kernelConsole: null, kernelWithoutSerial: true })?.outcome).toBe("problem");
});

test("silence counts from the last power event, and firmware is given time", () => {
  const after = (seconds: number, heard: number) =>
    check("silence", {}, {}, { lastPowerAt: ago(seconds), lastOutputAt: ago(heard) })?.outcome;
  expect(after(300, 400)).toBe("problem");
  expect(after(30, 400)).toBe("unknown");
  expect(after(300, 200)).toBe("ok");
  expect(check("silence", {}, {}, { lastOutputAt: null })?.outcome).toBe("warning");
});

test("somebody outside who holds it can be taken from", () => {
  expect(check("holder", {}, {}, { state: "in-use", holder: "root from 10.0.0.9" })).toEqual({
    layer: "holder",
    outcome: "problem",
    found: { who: "root from 10.0.0.9" },
    fix: "take-over",
  });
});
