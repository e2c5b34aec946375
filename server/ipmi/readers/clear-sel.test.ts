import { describe, expect, test } from "vitest";
import { clearSel } from "../commands/storage/clear-sel";
import { getSelInfo } from "../commands/storage/get-sel-info";
import { reserveSel } from "../commands/storage/reserve-sel";
import { IpmiError } from "../errors";
import { VirtualClock } from "../testing/virtual-clock";
import { clearSelSafely } from "./clear-sel";
import { type Answer, ScriptedBmc } from "./testing/scripted-bmc";

const INITIATE = 0xaa;
const expected = { entries: 3, lastAdded: 1000 };

/** A log of three entries, last added at 1000. */
class Log {
  entries = 3;
  lastAdded = 1000;
  lastErased = 5;
  erases = 0;
  /** Answers of get-status, in order; completed when they run out. */
  status: Answer[] = [];
  onErase: () => Answer = () => this.erase();

  erase(): Answer {
    this.erases++;
    this.entries = 0;
    this.lastErased = 2000;
    return Buffer.from([this.status.length > 0 ? 0 : 1]);
  }

  attach(): ScriptedBmc {
    return new ScriptedBmc()
      .on(reserveSel, () => Buffer.from([0x34, 0x12]))
      .on(getSelInfo, () => {
        const info = Buffer.alloc(14);
        info.writeUInt8(0x51, 0);
        info.writeUInt16LE(this.entries, 1);
        info.writeUInt32LE(this.lastAdded, 5);
        info.writeUInt32LE(this.lastErased, 9);
        info.writeUInt8(0x02, 13);
        return info;
      })
      .on(clearSel, (data) =>
        data[5] === INITIATE ? this.onErase() : (this.status.shift() ?? Buffer.from([1])),
      );
  }
}

async function clear(log: Log, bmc = log.attach(), signal?: AbortSignal) {
  const clock = new VirtualClock();
  return clock.run(clearSelSafely(bmc, clock, expected, { signal }));
}

test("reserves, checks, clears under the reservation", async () => {
  const log = new Log();
  const bmc = log.attach();
  expect(await clear(log, bmc)).toBe("cleared");
  expect(log.erases).toBe(1);
  expect(bmc.sent.map(({ name }) => name)).toEqual(["Reserve SEL", "Get SEL Info", "Clear SEL"]);
  expect(bmc.sent[2]?.data.toString("hex")).toBe("3412434c52aa");
});

describe("an event that came in between", () => {
  test("before the check is seen by it", async () => {
    for (const change of [{ entries: 4 }, { lastAdded: 1001 }]) {
      const log = new Log();
      Object.assign(log, change);
      expect(await clear(log)).toBe("changed");
      expect(log.erases).toBe(0);
    }
  });

  test("after the check has cancelled the reservation", async () => {
    const log = new Log();
    log.onErase = () => 0xc5;
    expect(await clear(log)).toBe("changed");
  });
});

describe("an erase that takes time", () => {
  test("is waited for", async () => {
    const log = new Log();
    log.status = [Buffer.from([0]), Buffer.from([0]), Buffer.from([1])];
    expect(await clear(log)).toBe("cleared");
    expect(log.erases).toBe(1);
  });

  test("is over when the log-cleared event has cancelled the reservation", async () => {
    const log = new Log();
    log.status = [0xc5];
    expect(await clear(log)).toBe("cleared");
  });

  test("is not waited for longer than half a minute", async () => {
    const log = new Log();
    log.status = Array.from({ length: 100 }, () => Buffer.from([0]));
    expect(await clear(log)).toBe("erasing");
  });

  test("can be left", async () => {
    const log = new Log();
    log.status = [Buffer.from([0])];
    await expect(clear(log, log.attach(), AbortSignal.abort())).rejects.toMatchObject({ code: "cancelled" });
  });
});

describe("a lost answer", () => {
  const unknown = new IpmiError("outcome-unknown", "lost");

  test("is looked up in the log, the command never sent again", async () => {
    const log = new Log();
    log.onErase = () => {
      log.erase();
      return unknown;
    };
    const bmc = log.attach();
    expect(await clear(log, bmc)).toBe("cleared");
    expect(bmc.count(clearSel)).toBe(1);
  });

  test("stays unknown when the log does not show an erase", async () => {
    const log = new Log();
    log.onErase = () => unknown;
    await expect(clear(log)).rejects.toBe(unknown);
  });
});

test("a BMC without reservations is cleared without; any other refusal is an error and clears nothing", async () => {
  const log = new Log();
  expect(
    await clear(
      log,
      log.attach().on(reserveSel, () => 0xc1),
    ),
  ).toBe("cleared");
  const refusing = new Log();
  await expect(
    clear(
      refusing,
      refusing.attach().on(reserveSel, () => 0xd4),
    ),
  ).rejects.toMatchObject({ completionCode: 0xd4 });
  expect(refusing.erases).toBe(0);
});
