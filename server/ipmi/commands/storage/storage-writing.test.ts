import { describe, expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, hex, numbers } from "../testing/vectors";
import { addSdr } from "./add-sdr";
import { addSelEntry } from "./add-sel-entry";
import { AuxiliaryLog } from "./auxiliary-log";
import { clearSdrRepository } from "./clear-sdr-repository";
import { deleteSdr } from "./delete-sdr";
import { deleteSelEntry } from "./delete-sel-entry";
import { enterSdrRepositoryUpdateMode } from "./enter-sdr-repository-update-mode";
import { exitSdrRepositoryUpdateMode } from "./exit-sdr-repository-update-mode";
import { getAuxiliaryLogStatus } from "./get-auxiliary-log-status";
import { getSdrRepositoryAllocationInfo } from "./get-sdr-repository-allocation-info";
import { getSdrRepositoryTime } from "./get-sdr-repository-time";
import { getSelAllocationInfo } from "./get-sel-allocation-info";
import { partialAddSdr } from "./partial-add-sdr";
import { partialAddSelEntry } from "./partial-add-sel-entry";
import { runInitializationAgent } from "./run-initialization-agent";
import { setAuxiliaryLogStatus } from "./set-auxiliary-log-status";
import { setSdrRepositoryTime } from "./set-sdr-repository-time";
import { setSelTimeUtcOffset } from "./set-sel-time-utc-offset";
import { writeFruData } from "./write-fru-data";

// Vectors are laid out by hand from the tables of IPMI 2.0 §31, §33 and §34.

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(writeFruData)).toEqual([10, 0x12, 3, "idempotent"]);
  expect(numbers(getSdrRepositoryAllocationInfo)).toEqual([10, 0x21, 2, "read"]);
  expect(numbers(addSdr)).toEqual([10, 0x24, 3, "once"]);
  expect(numbers(deleteSdr)).toEqual([10, 0x26, 3, "once"]);
  expect(numbers(getSdrRepositoryTime)).toEqual([10, 0x28, 2, "read"]);
  expect(numbers(setSdrRepositoryTime)).toEqual([10, 0x29, 3, "idempotent"]);
  expect(numbers(enterSdrRepositoryUpdateMode)).toEqual([10, 0x2a, 3, "idempotent"]);
  expect(numbers(exitSdrRepositoryUpdateMode)).toEqual([10, 0x2b, 3, "idempotent"]);
  expect(numbers(getSelAllocationInfo)).toEqual([10, 0x41, 2, "read"]);
  expect(numbers(addSelEntry)).toEqual([10, 0x44, 3, "once"]);
  expect(numbers(deleteSelEntry)).toEqual([10, 0x46, 3, "once"]);
  expect(numbers(getAuxiliaryLogStatus)).toEqual([10, 0x5a, 2, "read"]);
  expect(numbers(setAuxiliaryLogStatus)).toEqual([10, 0x5b, 4, "idempotent"]);
  expect(numbers(setSelTimeUtcOffset)).toEqual([10, 0x5d, 3, "idempotent"]);
  for (const [command, code] of [
    [partialAddSdr, 0x25],
    [clearSdrRepository, 0x27],
    [runInitializationAgent, 0x2c],
    [partialAddSelEntry, 0x45],
  ] as const) {
    expect([command.netFn, command.command, command.privilege]).toEqual([10, code, 3]);
  }
});

describe("SDR repository", () => {
  test("allocation infos of repository and event log are alike", () => {
    const info = { units: 512, unitSize: 16, freeUnits: 500, largestFreeBlock: 480, longestRecord: 4 };
    expect(decoded(getSdrRepositoryAllocationInfo, "0002 1000 f401 e001 04", undefined)).toEqual(info);
    expect(decoded(getSelAllocationInfo, "0002 1000 f401 e001 04", undefined)).toEqual(info);
    expect(() => decoded(getSelAllocationInfo, "0002 1000 f401 e001", undefined)).toThrow(DecodeError);
  });

  test("records are added whole or in parts and deleted by id", () => {
    expect(encoded(addSdr, { record: hex("0000510103aabbcc") })).toBe("0000510103aabbcc");
    expect(decoded(addSdr, "0700", { record: hex("") }).recordId).toBe(7);
    const part = { reservationId: 0x1234, recordId: 7, offset: 5, last: true, data: hex("aabb") };
    expect(encoded(partialAddSdr, part)).toBe("341207000501aabb");
    expect(encoded(partialAddSdr, { ...part, last: false })).toBe("341207000500aabb");
    expect(decoded(partialAddSdr, "0700", part).recordId).toBe(7);
    expect(encoded(deleteSdr, { reservationId: 0x1234, recordId: 7 })).toBe("34120700");
    expect(() => decoded(deleteSdr, "07", { reservationId: 1, recordId: 7 })).toThrow(DecodeError);
  });

  test("only the part that makes a record is once", () => {
    const { class: classOf } = partialAddSdr;
    const part = { reservationId: 1, offset: 0, last: false, data: hex("") };
    expect(
      typeof classOf === "function" && [classOf({ ...part, recordId: 0 }), classOf({ ...part, recordId: 7 })],
    ).toEqual(["once", "idempotent"]);
  });

  test("erasing is once, asking how far it is a read", () => {
    const request = { reservationId: 0x1234, operation: "initiate" } as const;
    const { class: classOf } = clearSdrRepository;
    expect(encoded(clearSdrRepository, request)).toBe("3412434c52aa");
    expect(typeof classOf === "function" && classOf(request)).toBe("once");
    expect(decoded(clearSdrRepository, "01", request).erasure).toBe("completed");
  });

  test("clock, update mode and initialization agent", () => {
    expect(decoded(getSdrRepositoryTime, "d05c8a65", undefined).seconds).toBe(0x658a5cd0);
    expect(encoded(setSdrRepositoryTime, { seconds: 0x658a5cd0 })).toBe("d05c8a65");
    expect(encoded(enterSdrRepositoryUpdateMode, undefined)).toBe("");
    expect(decoded(exitSdrRepositoryUpdateMode, "", undefined)).toBeUndefined();
    expect(encoded(runInitializationAgent, { operation: "run" })).toBe("01");
    expect(encoded(runInitializationAgent, { operation: "get-status" })).toBe("00");
    expect(decoded(runInitializationAgent, "f1", { operation: "get-status" }).completed).toBe(true);
    expect(() => decoded(runInitializationAgent, "", { operation: "run" })).toThrow(DecodeError);
  });
});

describe("SEL", () => {
  test("entries are added whole or in parts and deleted under a reservation", () => {
    const record = hex("0000 02 00000000 4100 04 12 83 6f 00ffff");
    expect(encoded(addSelEntry, { record })).toBe(record.toString("hex"));
    expect(decoded(addSelEntry, "0c00", { record }).recordId).toBe(12);
    expect(() => decoded(addSelEntry, "0c", { record })).toThrow(DecodeError);
    const part = { reservationId: 1, recordId: 12, offset: 8, last: false, data: hex("aa") };
    expect(encoded(partialAddSelEntry, part)).toBe("01000c000800aa");
    expect(encoded(deleteSelEntry, { reservationId: 0x1234, recordId: 12 })).toBe("34120c00");
    expect(decoded(deleteSelEntry, "0c00", { reservationId: 1, recordId: 12 }).recordId).toBe(12);
  });

  test("Set SEL Time UTC Offset writes signed minutes, 07FFh for none", () => {
    expect(encoded(setSelTimeUtcOffset, { minutes: 480 })).toBe("e001");
    expect(encoded(setSelTimeUtcOffset, { minutes: -300 })).toBe("d4fe");
    expect(encoded(setSelTimeUtcOffset, { minutes: null })).toBe("ff07");
  });

  test("auxiliary logs: the machine check log counts its entries, OEM logs send bytes", () => {
    const machineCheck = { log: AuxiliaryLog.MachineCheckArchitecture };
    expect(encoded(getAuxiliaryLogStatus, machineCheck)).toBe("00");
    expect(decoded(getAuxiliaryLogStatus, "d05c8a65 02000000", machineCheck)).toEqual({
      log: "machine-check",
      lastAdded: 0x658a5cd0,
      entries: 2,
    });
    expect(decoded(getAuxiliaryLogStatus, "d05c8a65 0102", { log: AuxiliaryLog.Oem1 })).toEqual({
      log: "oem",
      lastAdded: 0x658a5cd0,
      data: hex("0102"),
    });
    expect(() => decoded(getAuxiliaryLogStatus, "d05c8a65 0200", machineCheck)).toThrow(DecodeError);
    expect(encoded(setAuxiliaryLogStatus, { log: AuxiliaryLog.Oem2, data: hex("0102") })).toBe("020102");
  });
});

test("Write FRU Data says how much was written", () => {
  const request = { fruId: 1, offset: 0x0120, data: hex("aabbcc") };
  expect(encoded(writeFruData, request)).toBe("012001aabbcc");
  expect(decoded(writeFruData, "03", request).count).toBe(3);
  expect(() => decoded(writeFruData, "", request)).toThrow(DecodeError);
});
