import { expect, test } from "vitest";
import * as capabilities from "../commands/dcmi/get-dcmi-capabilities-info";
import * as dcmiSensors from "../commands/dcmi/get-dcmi-sensor-info";
import * as powerReading from "../commands/dcmi/get-power-reading";
import * as temperatures from "../commands/dcmi/get-temperature-readings";
import * as engine from "../index";
import { allTargets, commandsIn, fuzz } from "./testing/fuzz";

const targets = allTargets(commandsIn([engine, capabilities, dcmiSensors, powerReading, temperatures]));

/** A short run, unguided; `tools/fuzz.mjs` runs two million inputs, chosen by the code they reach. */
test.each(targets.map((target) => [target.name, target] as const))(
  "%s: hostile input does nothing that must not happen",
  async (_, target) => {
    const report = await fuzz(target, new Uint8Array(1), 3_000, 1);
    expect(report).toMatchObject({ cases: 3_000, failure: null });
  },
);

test("every target has right inputs to start from", () => {
  expect(targets).toHaveLength(8);
  for (const { seeds } of targets) expect(seeds.length).toBeGreaterThan(0);
});
