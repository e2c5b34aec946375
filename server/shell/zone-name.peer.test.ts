import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { zoneName } from "./zone-name";

const zones = [
  "UTC",
  "Europe/Berlin",
  "Asia/Shanghai",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Chatham",
];
const instants = [820_454_400, 1_704_067_200, 1_720_000_000, 2_000_000_000, 4_000_000_000];

test.each(zones)("%s is abbreviated as date(1) abbreviates it", (zone) => {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    for (const seconds of instants) {
      const theirs = execFileSync("date", ["-d", `@${seconds}`, "+%Z"], { encoding: "utf8" }).trim();
      expect(zoneName(new Date(seconds * 1000)), `${zone} ${seconds}`).toBe(theirs);
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});
