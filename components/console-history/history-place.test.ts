import { expect, it } from "vitest";
import { readAddress, writeAddress } from "./history-place";

const read = (query: string) => readAddress(new URLSearchParams(query));

it("an address without a place is the live console", () => {
  expect(read("")).toBeNull();
  expect(read("popout=1&speed=4")).toBeNull();
  expect(read("at=-1")).toBeNull();
  expect(read("at=1e3")).toBeNull();
  expect(read("time=yesterday")).toBeNull();
});

it("reads offset, moment and end", () => {
  expect(read("at=4096")?.place).toEqual({ kind: "offset", offset: 4096 });
  expect(read("at=latest")?.place).toEqual({ kind: "latest" });
  expect(read("time=2026-11-22T03:12:00%2B01:00")?.place).toEqual({
    kind: "time",
    at: "2026-11-22T02:12:00.000Z",
  });
});

it("knows only the speeds there are", () => {
  expect(read("at=0&speed=64")?.speed).toBe(64);
  expect(read("at=0&speed=3")?.speed).toBeNull();
  expect(read("at=0&speed=fast")?.speed).toBeNull();
});

it("what is written is read back", () => {
  const address = { place: { kind: "offset", offset: 12 }, speed: 0.5, from: 3, until: 99 } as const;
  expect(readAddress(new URLSearchParams(writeAddress(address)))).toEqual(address);
  expect(Object.values(writeAddress(null)).join("")).toBe("");
});
