import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { clearSel } from "./clear-sel";
import { getFruInventoryAreaInfo } from "./get-fru-inventory-area-info";
import { getSdr } from "./get-sdr";
import { getSdrRepositoryInfo } from "./get-sdr-repository-info";
import { getSelEntry } from "./get-sel-entry";
import { getSelInfo } from "./get-sel-info";
import { getSelTime } from "./get-sel-time";
import { getSelTimeUtcOffset } from "./get-sel-time-utc-offset";
import { readFruData } from "./read-fru-data";
import { reserveSdrRepository } from "./reserve-sdr-repository";
import { reserveSel } from "./reserve-sel";
import { setSelTime } from "./set-sel-time";

// Vectors are laid out by hand from the tables of IPMI 2.0 §31, §33 and §34.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getFruInventoryAreaInfo)).toEqual([10, 0x10, 2, "read"]);
  expect(numbers(readFruData)).toEqual([10, 0x11, 2, "read"]);
  expect(numbers(getSdrRepositoryInfo)).toEqual([10, 0x20, 2, "read"]);
  expect(numbers(reserveSdrRepository)).toEqual([10, 0x22, 2, "idempotent"]);
  expect(numbers(getSdr)).toEqual([10, 0x23, 2, "read"]);
  expect(numbers(getSelInfo)).toEqual([10, 0x40, 2, "read"]);
  expect(numbers(reserveSel)).toEqual([10, 0x42, 2, "idempotent"]);
  expect(numbers(getSelEntry)).toEqual([10, 0x43, 2, "read"]);
  expect([clearSel.netFn, clearSel.command, clearSel.privilege]).toEqual([10, 0x47, 3]);
  expect(numbers(getSelTime)).toEqual([10, 0x48, 2, "read"]);
  expect(numbers(setSelTime)).toEqual([10, 0x49, 3, "idempotent"]);
  expect(numbers(getSelTimeUtcOffset)).toEqual([10, 0x5c, 2, "read"]);
});

describe("SDR repository", () => {
  test("Get SDR Repository Info", () => {
    expect(decoded(getSdrRepositoryInfo, "51 3700 ffff 01000000 02000000 22 99", undefined)).toEqual({
      version: 0x51,
      records: 55,
      freeBytes: 0xffff,
      lastAdded: 1,
      lastErased: 2,
      overflow: false,
      update: "non-modal",
      supportsDelete: false,
      supportsPartialAdd: false,
      supportsReservation: true,
      supportsAllocationInfo: false,
    });
    expect(() => decoded(getSdrRepositoryInfo, "51 3700 ffff 01000000 020000", undefined)).toThrow(
      DecodeError,
    );
  });

  test("Reserve SDR Repository", () => {
    expect(decoded(reserveSdrRepository, "3412", undefined).reservationId).toBe(0x1234);
    expect(() => decoded(reserveSdrRepository, "34", undefined)).toThrow(DecodeError);
  });

  test("Get SDR asks for a part of a record and takes as many bytes as come", () => {
    const request = { reservationId: 0x1234, recordId: 0x0201, offset: 5, length: 16 };
    expect(encoded(getSdr, request)).toBe("341201020510");
    expect(decoded(getSdr, "ffff aabb", request)).toEqual({ nextRecordId: 0xffff, data: hex("aabb") });
    expect(decoded(getSdr, "0300", request).data).toHaveLength(0);
    expect(() => decoded(getSdr, "03", request)).toThrow(DecodeError);
  });
});

describe("FRU", () => {
  test("Get FRU Inventory Area Info tells size and access", () => {
    expect(encoded(getFruInventoryAreaInfo, { fruId: 3 })).toBe("03");
    expect(decoded(getFruInventoryAreaInfo, "0001 00", { fruId: 0 })).toEqual({ size: 256, access: "bytes" });
    expect(decoded(getFruInventoryAreaInfo, "0001 01 ff", { fruId: 0 }).access).toBe("words");
    expect(decoded(getFruInventoryAreaInfo, "0001", { fruId: 0 }).access).toBe("bytes");
    expect(() => decoded(getFruInventoryAreaInfo, "00", { fruId: 0 })).toThrow(DecodeError);
  });

  test("Read FRU Data", () => {
    const request = { fruId: 1, offset: 0x0120, count: 32 };
    expect(encoded(readFruData, request)).toBe("01200120");
    expect(decoded(readFruData, "02 0100", request)).toEqual({ count: 2, data: hex("0100") });
    expect(() => decoded(readFruData, "20", request)).toThrow(DecodeError);
  });
});

describe("SEL", () => {
  test("Get SEL Info", () => {
    expect(decoded(getSelInfo, "51 0f00 0010 005c8a65 ffffffff 8a", undefined)).toEqual({
      version: 0x51,
      entries: 15,
      freeBytes: 0x1000,
      lastAdded: 0x658a5c00,
      lastErased: 0xffffffff,
      overflow: true,
      supportsDelete: true,
      supportsPartialAdd: false,
      supportsReservation: true,
      supportsAllocationInfo: false,
    });
    expect(() => decoded(getSelInfo, "51 0f00", undefined)).toThrow(DecodeError);
  });

  test("Get SEL Entry asks for the whole record and takes exactly sixteen bytes of it", () => {
    const record = "0100 02 d05c8a65 2000 04 01 01 01 595f5f";
    expect(encoded(getSelEntry, { recordId: 1 })).toBe("0000010000ff");
    expect(decoded(getSelEntry, `0200 ${record} eeee`, { recordId: 1 })).toEqual({
      nextRecordId: 2,
      record: hex(record),
    });
    expect(() => decoded(getSelEntry, "0200 0100", { recordId: 1 })).toThrow(DecodeError);
  });

  test("Reserve SEL", () => {
    expect(decoded(reserveSel, "0180", undefined).reservationId).toBe(0x8001);
  });

  test("Clear SEL is once to erase and a read to ask how far the erase is", () => {
    const { class: classOf } = clearSel;
    const erase = { reservationId: 0x1234, operation: "initiate" as const };
    const ask = { reservationId: 0x1234, operation: "get-status" as const };
    expect(encoded(clearSel, erase)).toBe("3412434c52aa");
    expect(encoded(clearSel, ask)).toBe("3412434c5200");
    expect(typeof classOf === "function" && [classOf(erase), classOf(ask)]).toEqual(["once", "read"]);
    expect(decoded(clearSel, "00", erase).erasure).toBe("in-progress");
    expect(decoded(clearSel, "f1 00", ask).erasure).toBe("completed");
    expect(() => decoded(clearSel, "", ask)).toThrow(DecodeError);
  });

  test("Get and Set SEL Time carry seconds", () => {
    expect(decoded(getSelTime, "d05c8a65", undefined).seconds).toBe(0x658a5cd0);
    expect(encoded(setSelTime, { seconds: 0x658a5cd0 })).toBe("d05c8a65");
    expect(decoded(setSelTime, "", { seconds: 0 })).toBeUndefined();
    expect(() => decoded(getSelTime, "d05c8a", undefined)).toThrow(DecodeError);
  });

  test("Get SEL Time UTC Offset is signed minutes; 07FFh and nonsense are unknown", () => {
    expect(decoded(getSelTimeUtcOffset, "e001", undefined).minutes).toBe(480);
    expect(decoded(getSelTimeUtcOffset, "d4fe", undefined).minutes).toBe(-300);
    expect(decoded(getSelTimeUtcOffset, "ff07", undefined).minutes).toBeNull();
    expect(decoded(getSelTimeUtcOffset, "0040", undefined).minutes).toBeNull();
    expect(() => decoded(getSelTimeUtcOffset, "e0", undefined)).toThrow(DecodeError);
  });
});
