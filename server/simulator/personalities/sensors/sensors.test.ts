import { describe, expect, test } from "vitest";
import { toSensors } from "@/server/bmc/ipmi/sensors";
import { readSdrRepository, type SdrRepository } from "../../../ipmi/readers/sdr-repository";
import type { SensorResult } from "../../../ipmi/readers/sensor-result";
import { SensorScanner } from "../../../ipmi/readers/sensors";
import { entityText } from "../../../ipmi/records/entities";
import { personalityBench } from "../testing/personality-bench";
import { sensorPersonalities } from ".";

interface Seen {
  readonly repository: SdrRepository;
  /** One list a round. */
  readonly rounds: readonly (readonly SensorResult[])[];
}

async function see(rounds: number, ...names: readonly string[]): Promise<Seen> {
  const { run } = personalityBench(sensorPersonalities, ...names);
  return run(async (client) => {
    const repository = await readSdrRepository(client);
    const scanner = new SensorScanner(repository.sensors, repository.controllers);
    const seen = [];
    for (let round = 0; round < rounds; round++) seen.push(await scanner.read(client));
    return { repository, rounds: seen };
  });
}

const normal = await see(1);
const names = ({ repository }: Seen) => repository.sensors.map(({ name }) => name);
const values = (results: readonly SensorResult[] = []) =>
  results.map(({ record, text }) => [record.name, text]);
const availabilities = (results: readonly SensorResult[] = []) =>
  new Set(results.map(({ availability }) => availability));

test("the server itself has nothing to complain of", () => {
  expect(normal.repository.warnings).toEqual([]);
  expect(normal.repository.sensors.length).toBeGreaterThan(20);
  expect(availabilities(normal.rounds[0])).toContain("ok");
});

describe("readings", () => {
  test("absent-sensors-by-any-code: all of them are not present", async () => {
    const { rounds } = await see(1, "absent-sensors-by-any-code");
    const odd = rounds[0]?.filter(
      ({ record }) => record.number % 2 === 1 && record.kind !== "event-only-sensor",
    );
    expect(odd?.length).toBeGreaterThan(7);
    expect(availabilities(odd)).toEqual(new Set(["not-present"]));
  });

  test("absent-sensors-unanswered: the others are read, and the silent ones rest", async () => {
    const { clock, run } = personalityBench(sensorPersonalities, "absent-sensors-unanswered");
    const repository = await run((client) => readSdrRepository(client));
    const scanner = new SensorScanner(repository.sensors);
    const round = async () => {
      const before = clock.now();
      const results = await run((client) => scanner.read(client, { budgetMs: 5_000 }));
      return { results, took: clock.now() - before };
    };
    const first = await round();
    const silent = first.results.filter(({ availability }) => availability === "error");
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.every(({ record }) => record.number % 8 === 7)).toBe(true);
    await round();
    const third = await round();
    expect(third.took).toBeLessThan(first.took / 4);
  });

  test("illegal-state-bits: no state is made up", async () => {
    const { rounds } = await see(1, "illegal-state-bits");
    expect(values(rounds[0])).toEqual(values(normal.rounds[0]));
  });

  test("state-bytes-missing: values are read all the same", async () => {
    const { rounds } = await see(1, "state-bytes-missing");
    const analog = (results: readonly SensorResult[] = []) => results.filter(({ value }) => value !== null);
    expect(analog(rounds[0]).length).toBe(analog(normal.rounds[0]).length);
    expect(rounds[0]?.every(({ bmcState }) => bmcState === null)).toBe(true);
  });

  test("scanning-said-disabled: believed until the reading moves", async () => {
    const { clock, run } = personalityBench(sensorPersonalities, "scanning-said-disabled");
    const { sensors } = await run((client) => readSdrRepository(client));
    const scanner = new SensorScanner(sensors);
    const first = await run((client) => scanner.read(client));
    expect(availabilities(first)).not.toContain("ok");
    for (let minute = 0; minute < 10; minute++) {
      await clock.advance(20_000);
      await run((client) => scanner.read(client));
    }
    expect(availabilities(await run((client) => scanner.read(client)))).toContain("ok");
    const told = await run((client) =>
      new SensorScanner(sensors).read(client, { workarounds: ["ignorescanningdisabled"] }),
    );
    expect(availabilities(told)).not.toContain("disabled");
  });

  test("reading-unavailable-now-and-then: asked once more, it is there", async () => {
    const { rounds } = await see(3, "reading-unavailable-now-and-then");
    expect(availabilities(rounds[0])).toContain("unavailable");
    for (const [later, earlier] of [
      [rounds[1], rounds[0]],
      [rounds[2], rounds[1]],
    ]) {
      const known = later?.filter((_, index) => earlier?.[index]?.availability === "ok");
      expect(availabilities(known)).toEqual(new Set(["ok"]));
    }
    expect(availabilities(rounds[2])).toEqual(new Set(["ok"]));
  });

  test("good-parts-silent: silence is as good as presence", async () => {
    const { rounds } = await see(1, "good-parts-silent");
    const severities = (results: readonly SensorResult[] = []) => results.map(({ severity }) => severity);
    const states = (results: readonly SensorResult[] = []) => results.flatMap((one) => one.states);
    expect(states(normal.rounds[0]).map(({ text }) => text)).toContain("presence detected");
    expect(states(rounds[0])).toEqual([]);
    expect(severities(rounds[0])).toEqual(severities(normal.rounds[0]));
  });

  test("event-only-sensors-in-full-records: learnt, and asked for in every third round only", async () => {
    const { run, network } = personalityBench(sensorPersonalities, "event-only-sensors-in-full-records");
    const { sensors } = await run((client) => readSdrRepository(client));
    const scanner = new SensorScanner(sensors);
    const round = async () => {
      const before = network.passages.length;
      const results = await run((client) => scanner.read(client));
      return { results, datagrams: network.passages.length - before };
    };
    const first = await round();
    const silent = first.results.filter(({ availability }) => availability === "not-present");
    expect(silent.length).toBeGreaterThan(4);
    expect(silent.every(({ record }) => record.number % 4 === 0)).toBe(true);
    await round();
    const third = await round();
    expect(third.results.map(({ availability }) => availability)).toEqual(
      first.results.map(({ availability }) => availability),
    );
    expect(third.datagrams).toBe(2 * (first.results.length - silent.length));
  });

  test("thresholds-upside-down: we do not judge by them", async () => {
    const { rounds } = await see(1, "thresholds-upside-down");
    const withThresholds = rounds[0]?.filter(({ thresholds }) => thresholds !== null) ?? [];
    expect(withThresholds.length).toBeGreaterThan(0);
    expect(withThresholds.every(({ state }) => state === null)).toBe(true);
  });

  test("thresholds-refused: those of the record are taken", async () => {
    const { rounds } = await see(1, "thresholds-refused");
    const count = (results: readonly SensorResult[] = []) => results.filter((one) => one.thresholds).length;
    expect(count(rounds[0])).toBe(count(normal.rounds[0]));
  });
});

describe("records", () => {
  test("sensor-owner-nobody: the BMC is asked, and knows them", async () => {
    const { rounds } = await see(1, "sensor-owner-nobody");
    expect(rounds[0]?.map(({ text }) => text)).toEqual(normal.rounds[0]?.map(({ text }) => text));
  });

  test("analog-sensors-called-discrete: the value is shown", async () => {
    const { rounds } = await see(1, "analog-sensors-called-discrete");
    const valuesOf = (results: readonly SensorResult[] = []) => results.map(({ value }) => value);
    expect(valuesOf(rounds[0])).toEqual(valuesOf(normal.rounds[0]));
  });

  test("compact-records-claim-numbers: they have none", async () => {
    const { rounds } = await see(1, "compact-records-claim-numbers");
    expect(values(rounds[0])).toEqual(values(normal.rounds[0]));
  });

  test("sensor-numbers-twice: all records are kept", async () => {
    const seen = await see(1, "sensor-numbers-twice");
    expect(names(seen)).toEqual(names(normal));
    const { sensors } = seen.repository;
    expect(new Set(sensors.map(({ number, owner }) => `${owner.lun}/${number}`)).size).toBeLessThan(
      sensors.length,
    );
    const shown = toSensors(seen.rounds[0] ?? []);
    expect(new Set(shown.map(({ id }) => id)).size).toBe(sensors.length);
  });

  test("entities-of-the-inlet: each has its name, and the readings are the same", async () => {
    const { rounds } = await see(1, "entities-of-the-inlet");
    const entities = new Set(rounds[0]?.map(({ record }) => entityText({ ...record.entity, instance: 0 })));
    expect(entities).toEqual(new Set(["air inlet", "external environment"]));
    expect(values(rounds[0])).toEqual(values(normal.rounds[0]));
  });

  test("sdr-count-wrong: it is not believed, unless a person says so", async () => {
    expect(names(await see(0, "sdr-count-wrong"))).toEqual(names(normal));
    const { run } = personalityBench(sensorPersonalities, "sdr-count-wrong", "sdr-list-a-loop");
    const told = await run((client) =>
      readSdrRepository(client, { workarounds: ["assumemaxsdrrecordcount"] }),
    );
    expect(told.records).toHaveLength(1);
    expect(told.warnings).toEqual([]);
  });

  test("sdr-list-a-loop: read once, with a warning", async () => {
    const seen = await see(0, "sdr-list-a-loop");
    expect(names(seen)).toEqual(names(normal));
    expect(seen.repository.warnings[0]).toContain("loop");
  });

  test.each([
    "sdr-ids-differ",
    "sdr-parts-of-sixteen-bytes",
    "sdr-large-parts-unanswered",
    "sdr-lengths-too-long",
    "sdr-reservations-cancelled",
    "sdr-repository-info-refused",
  ])("%s: every sensor is there, nothing to warn of", async (name) => {
    const seen = await see(0, name);
    expect(names(seen)).toEqual(names(normal));
    expect(seen.repository.warnings).toEqual([]);
  });

  test("last-sdr-unreadable: the others are there, with a warning", async () => {
    const { repository } = await see(0, "last-sdr-unreadable");
    expect(repository.records.length).toBe(normal.repository.records.length - 1);
    expect(repository.warnings).not.toEqual([]);
  });
});
