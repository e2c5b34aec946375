import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ActionStatus, powerVerbs } from "@/lib/contracts/action";
import { permissions } from "@/lib/permissions";
import { compareSigns } from "@/server/bmc/ipmi/compare-signs";
import { ipmiPower, toChassisState } from "@/server/bmc/ipmi/power";
import { ScriptedCalls } from "@/server/bmc/ipmi/testing/scripted-calls";
import { ActionNotes } from "@/server/console/action-notes";
import {
  type ChassisStatus,
  completionCodeText,
  decodeSelRecord,
  describeEvent,
  entityText,
  sensorTypeName,
} from "@/server/ipmi";
import { chassisTypeName } from "@/server/ipmi/records/fru/chassis-type";
import * as eventCodes from "@/server/ipmi/records/sel/event-codes";
import { SensorIndex } from "@/server/ipmi/records/sel/sensor-index";
import { stateAt } from "@/server/ipmi/records/states/state-tables";
import { BootWatch } from "@/server/services/consoles/boot-watch";
import { builtInRules } from "@/server/services/consoles/built-in-rules";
import { phraseCatalogues } from "./catalogues";
import { PhraseBook } from "./phrase-book";
import { engineSentences } from "./testing/engine-sentences";

const book = new PhraseBook(phraseCatalogues.zh);
const missing = (texts: Iterable<string>) => [...new Set(texts)].filter((text) => !book.has(text));
const upTo = (end: number) => Array.from({ length: end }, (_, number) => number);

/** A chassis with everything wrong that can be. */
function chassis(power: Partial<ChassisStatus["power"]>): ChassisStatus {
  return {
    power: {
      on: true,
      overload: true,
      interlock: true,
      fault: true,
      controlFault: true,
      restorePolicy: "previous",
      ...power,
    },
    lastEvent: { acFailed: true, overload: true, interlock: true, fault: true, byIpmiCommand: true },
    chassis: {
      intrusion: true,
      frontPanelLockout: false,
      driveFault: true,
      coolingFault: true,
      identify: "off",
    },
    frontPanel: null,
  };
}

describe("every text of the engine's tables has its Chinese", () => {
  test("signs by which a BMC without a GUID is another one", () => {
    const none = { manufacturerId: null, productId: null, boardSerial: null, productSerial: null, mac: null };
    const signs = Object.keys(none).map((sign) =>
      compareSigns({ ...none, [sign]: "a" }, { ...none, [sign]: "b" }),
    );
    const words = signs.flatMap((found) => (found.verdict === "changed" ? [found.sign] : []));
    expect(words).toHaveLength(5);
    expect(missing(words)).toEqual([]);
    expect(
      book.translate(
        "this is not the BMC that was enrolled, its MAC address is 00:25:90:0a:0b:0c and not N/A",
      ),
    ).toBe("这不是登记时的 BMC，其MAC 地址为 00:25:90:0a:0b:0c，而登记时为 N/A");
  });

  test("states of sensors and events (IPMI 2.0 tables 42-2 and 42-3)", () => {
    const generic = upTo(0x6f).flatMap((type) => upTo(15).map((offset) => stateAt(type, 0, offset)));
    const specific = upTo(0x100).flatMap((type) => upTo(15).map((offset) => stateAt(0x6f, type, offset)));
    const states = [...generic, ...specific].flatMap((state) => state?.text ?? []);
    expect(states.length).toBeGreaterThan(250);
    expect(missing(states)).toEqual([]);
  });

  test("sensor types and entities", () => {
    expect(missing(upTo(0x100).map(sensorTypeName))).toEqual([]);
    expect(
      missing(
        upTo(0x100).flatMap((id) => [entityText({ id, instance: 0 }), entityText({ id, instance: 2 })]),
      ),
    ).toEqual([]);
  });

  test("types of chassis", () => {
    expect(missing(upTo(0x30).map(chassisTypeName))).toEqual([]);
  });

  test("completion codes", () => {
    expect(missing(upTo(0x100).map((code) => completionCodeText(code)))).toEqual([]);
  });

  test("codes in event data", () => {
    expect(missing(Object.values(eventCodes).flat())).toEqual([]);
  });

  test("what a chassis says of itself", () => {
    const state = toChassisState(chassis({}));
    expect(missing([state.lastPowerEvent ?? "", ...state.faults])).toEqual([]);
  });

  test("why it started, and what it does when mains power returns", async () => {
    const calls = new ScriptedCalls();
    const power = ipmiPower(calls, () => undefined);
    const causes = [
      "chassis-control",
      "reset-button",
      "power-button",
      "watchdog",
      "oem",
      "soft-reset",
      "rtc-wake",
    ];
    const told = [];
    for (const cause of [
      ...causes,
      "power-restored-always-on",
      "power-restored-previous",
      "pef-reset",
      "pef-power-cycle",
    ]) {
      calls.answers.set("Get System Restart Cause", () => ({ cause }));
      told.push((await power.restartCause()) ?? "nothing was told");
    }
    const policies = (["stay-off", "previous", "always-on"] as const).map(
      (restorePolicy) => toChassisState(chassis({ restorePolicy })).powerRestorePolicy ?? "nothing was told",
    );
    expect(missing([...told, ...policies])).toEqual([]);
  });

  test("marks of actions beside a console", () => {
    const marks: string[] = [];
    const notes = new ActionNotes({ listen: async () => true, note: (_, { text }) => void marks.push(text) });
    const action = {
      hostId: "1",
      hostName: "web-1",
      step: "done",
      failure: null,
      note: "",
      requestedBy: "ada@example.net",
      requestedAt: "2026-11-23T00:00:00Z",
      finishedAt: null,
    } as const;
    for (const verb of powerVerbs) {
      for (const status of ActionStatus.options) {
        const id = `${verb} ${status}`;
        notes.saw({ ...action, id, kind: "power", verb, status, finished: false });
        notes.saw({ ...action, id, kind: "power", verb, status, finished: true });
      }
    }
    notes.saw({ ...action, id: "bmc", kind: "bmc-reset", verb: "", status: "requested", finished: false });
    expect(marks).toContain("reset, asked for by ada@example.net");
    expect(missing(marks)).toEqual([]);
  });

  test("marks of boots", () => {
    const marks: string[] = [];
    const watch = new BootWatch(
      () => 0,
      (_, text) => void marks.push(text),
    );
    const signs = ["SeaBIOS (version 1.16)", "iPXE 1.21", "GNU GRUB  version 2.06", "Linux version 6.1.0"];
    for (const sign of signs) watch.heard(sign, sign);
    expect(marks).toHaveLength(signs.length);
    expect(missing(marks)).toEqual([]);
  });

  test("rules that come with Lightsout", () => {
    expect(missing(builtInRules.map(({ name }) => name))).toEqual([]);
  });

  test("permissions", () => {
    expect(missing(Object.values(permissions).map(({ text }) => text))).toEqual([]);
  });
});

test("every sentence that describes a system event of the specification has its Chinese", () => {
  const sensors = new SensorIndex([]);
  const described = upTo(0x2d).flatMap((sensorType) =>
    [0x01, 0x0b, 0x6f].flatMap((eventType) =>
      upTo(15).flatMap((offset) =>
        [0x11, 0x22, 0x83].flatMap((data) =>
          [0x50, 0xa0, 0xf0].map((content) => {
            const direction = data === 0x22 ? eventType | 0x80 : eventType;
            const generator = data === 0x11 ? 0x41 : 0x20;
            const body = [generator, 0, 4, sensorType, 9, direction, content | offset, data, data];
            return describeEvent(
              decodeSelRecord(Buffer.from([1, 0, 2, 0xd0, 0x5c, 0x8a, 0x65, ...body])),
              sensors,
            ).text;
          }),
        ),
      ),
    ),
  );
  expect(missing(described)).toEqual([]);
});

test.each([
  "server/ipmi/session",
  "server/ipmi/sol",
  "server/ipmi/transport",
  "server/ipmi/client.ts",
  "server/ipmi/probe.ts",
  "server/bmc/ipmi",
  "server/services",
  "server/fleet",
  "server/http",
  "server/ws/console-socket.ts",
])("every sentence for people in %s has its Chinese", (folder) => {
  const sentences = engineSentences(folder);
  expect(sentences.length).toBeGreaterThan(0);
  expect(sentences.filter(({ text }) => !book.has(text))).toEqual([]);
});

test("no phrase stands in two files: neither would know which is shown", () => {
  const keys = readdirSync("lib/i18n/phrases/zh").flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(`lib/i18n/phrases/zh/${file}`, "utf8"))),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(keys.length).toBe(Object.keys(phraseCatalogues.zh).length);
});

test("what a translation takes in, its English has", () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();
  const differing = Object.entries(phraseCatalogues.zh).filter(
    ([english, chinese]) => places(english).join() !== places(chinese).join(),
  );
  expect(differing).toEqual([]);
});
