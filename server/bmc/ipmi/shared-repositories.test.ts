import { expect, test } from "vitest";
import { sdrRepositoryOf } from "@/server/ipmi";
import { SharedRepositories } from "./shared-repositories";

/** An OEM record (type C0h) with one byte of its own. */
const record = (byte: number) => Buffer.from([0x01, 0x00, 0x51, 0xc0, 0x04, 0x57, 0x01, 0x00, byte]);

test("equal repositories are one, with the stamp and warnings of each", () => {
  const shared = new SharedRepositories();
  const first = shared.share(sdrRepositoryOf([record(1)], "repository 1 10 0"));
  const second = shared.share(sdrRepositoryOf([record(1)], "repository 1 99 0", ["a warning"]));
  expect(second.records).toBe(first.records);
  expect(second.index).toBe(first.index);
  expect(second).toMatchObject({ stamp: "repository 1 99 0", warnings: ["a warning"] });
});

test("one byte makes a different one", () => {
  const shared = new SharedRepositories();
  const first = shared.share(sdrRepositoryOf([record(1)], null));
  expect(shared.share(sdrRepositoryOf([record(2)], null)).records).not.toBe(first.records);
});
