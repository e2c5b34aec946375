import { describe, expect, it } from "vitest";
import { SolError } from "./sol-error";
import { SolOperation, SolStatus } from "./sol-packet";
import { openBmc, patient } from "./testing/simulated-sol";
import { patternBytes, SolBench } from "./testing/sol-bench";

const ascii = (text: string) => Buffer.from(text, "ascii");

describe("output", () => {
  it("acknowledges every packet at once, whole and alone", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.print(ascii("login: "));
    await bench.clock.advance(5);
    expect(bench.sent).toEqual([
      { sequence: 0, ackedSequence: 1, acceptedCount: 7, operation: 0, data: Buffer.alloc(0) },
    ]);
    expect(bench.received.toString()).toBe("login: ");
  });

  it("takes a repeat once and acknowledges it again", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abc");
    expect(bench.sent.map((p) => [p.ackedSequence, p.acceptedCount])).toEqual([
      [1, 3],
      [1, 3],
    ]);
  });

  it("adds only the tail of a repeat that has grown, and acknowledges all of it", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 1, data: ascii("abcdef") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abcdef");
    expect(bench.sent.at(-1)?.acceptedCount).toBe(6);
    expect(bench.marks).toEqual([]);
  });

  it("marks what comes again when the BMC heard of the shorter form of a repeat only", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 1, data: ascii("abcdef") });
    bench.bmc.emit({ sequence: 2, data: ascii("defghi") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abcdefdefghi");
    expect(bench.marks).toEqual([{ reason: "gap", offset: 6 }]);
  });

  it("never acknowledges less than it took when an old, shorter copy comes late", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abcdef") });
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abcdef");
    expect(bench.sent.at(-1)?.acceptedCount).toBe(6);
  });

  it("takes number 1 after 15 without a mark", async () => {
    const bench = await SolBench.opened({ ...patient, packetBytes: 1 });
    const bytes = patternBytes(40, 7);
    bench.bmc.print(bytes);
    await bench.drain();
    expect(bench.received.equals(bytes)).toBe(true);
    expect(bench.marks).toEqual([]);
  });

  it("marks a jump of the number at the offset where bytes may be missing", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 4, data: ascii("xyz") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abcxyz");
    expect(bench.marks).toEqual([{ reason: "gap", offset: 3 }]);
  });

  it("ignores a late copy of an earlier packet, unmarked", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 2, data: ascii("def") });
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 3, data: ascii("ghi") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abcdefghi");
    expect(bench.marks).toEqual([]);
  });

  it("does not take new characters under an old number for a repeat", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ sequence: 1, data: ascii("xyz") });
    await bench.clock.advance(10);
    expect(bench.received.toString()).toBe("abcxyz");
    expect(bench.marks).toEqual([{ reason: "gap", offset: 3 }]);
  });

  it("marks a transmit overrun before the characters that follow it, once", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: ascii("abc") });
    bench.bmc.emit({ operation: SolStatus.TransmitOverrun });
    bench.bmc.emit({ sequence: 2, data: ascii("def"), operation: SolStatus.TransmitOverrun });
    bench.bmc.emit({ sequence: 2, data: ascii("def"), operation: SolStatus.TransmitOverrun });
    await bench.clock.advance(10);
    expect(bench.marks).toEqual([{ reason: "overrun", offset: 3 }]);
  });

  it("drops characters under number 0 and says so", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 0, data: ascii("abc") });
    await bench.clock.advance(10);
    expect(bench.received.length).toBe(0);
    expect(bench.marks).toEqual([{ reason: "gap", offset: 0 }]);
    expect(bench.sent).toEqual([]);
  });

  it("marks a packet with more characters than can be acknowledged", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ sequence: 1, data: patternBytes(300, 1) });
    await bench.clock.advance(10);
    expect(bench.received.length).toBe(255);
    expect(bench.sent[0]?.acceptedCount).toBe(255);
    expect(bench.marks).toEqual([{ reason: "gap", offset: 255 }]);
  });

  it("passes on that SOL was deactivated", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ operation: SolStatus.Deactivated });
    await bench.clock.advance(10);
    expect(bench.deactivations).toBe(1);
  });

  it("asks who owns the payload when a packet is shorter than its header", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emitRaw(Buffer.from([1, 0]));
    await bench.clock.advance(10);
    expect(bench.ownerChecks).toBe(1);
    expect(bench.sent).toEqual([]);
  });
});

describe("input", () => {
  it("types in packets no larger than the BMC takes", async () => {
    const bench = await SolBench.opened(patient, { payloadBytes: 20 });
    const bytes = patternBytes(100, 3);
    await bench.clock.run(bench.stream.write(bytes));
    expect(bench.typed.equals(bytes)).toBe(true);
    expect(Math.max(...bench.numbered.map((p) => p.data.length))).toBe(16);
  });

  it("repeats a lost packet byte for byte under its own number", async () => {
    const bench = await SolBench.opened(patient);
    let lost = false;
    bench.drop = (_packet, direction) => {
      const first = direction === "to-bmc" && !lost;
      lost ||= first;
      return first;
    };
    const done = bench.stream.write(ascii("ls"));
    void bench.stream.write(ascii("\r"));
    await bench.clock.run(done);
    expect(bench.numbered[1]).toEqual(bench.numbered[0]);
    await bench.clock.advance(10);
    expect(bench.typed.toString()).toBe("ls\r");
  });

  it("types the rest of a partly accepted packet under the next number", async () => {
    for (const acceptsAtMost of [1, 2, 7, 100]) {
      const bench = await SolBench.opened({ ...patient, acceptsAtMost });
      const bytes = patternBytes(300, acceptsAtMost);
      await bench.clock.run(bench.stream.write(bytes));
      expect(bench.typed.equals(bytes)).toBe(true);
      expect(bench.uncertain).toEqual([]);
    }
  });

  it("holds what the BMC refuses, says so, and types it when the BMC takes it again", async () => {
    for (const bits of [SolStatus.Nack, SolStatus.Nack | SolStatus.TransferUnavailable]) {
      const bench = await SolBench.opened(patient);
      bench.bmc.refusing = bits;
      const done = bench.stream.write(ascii("reboot\r"));
      await bench.clock.advance(10_000);
      expect(bench.typed.length).toBe(0);
      expect(bench.held).toEqual([true]);
      bench.bmc.refusing = 0;
      await bench.clock.run(done);
      expect(bench.typed.toString()).toBe("reboot\r");
      expect(bench.held).toEqual([true, false]);
      expect(bench.uncertain).toEqual([]);
    }
  });

  it("goes on at once when the BMC says transfer is available again", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.emit({ operation: SolStatus.TransferUnavailable });
    await bench.clock.advance(10);
    const done = bench.stream.write(ascii("x"));
    await bench.clock.advance(100);
    expect(bench.numbered).toEqual([]);
    bench.bmc.emit({});
    await bench.clock.advance(20);
    await done;
    expect(bench.held).toEqual([true, false]);
    expect(bench.typed.toString()).toBe("x");
  });

  it("drops refused characters in the end rather than type them at a surprising moment", async () => {
    const bench = await SolBench.opened(patient);
    bench.bmc.refusing = SolStatus.Nack;
    const done = bench.stream.write(ascii("reboot\r"));
    await expect(bench.clock.run(done)).rejects.toMatchObject({ problem: "input-refused" });
    bench.bmc.refusing = 0;
    await bench.clock.advance(60_000);
    expect(bench.typed.length).toBe(0);
    expect(bench.uncertain).toEqual([]);
    await bench.clock.run(bench.stream.write(ascii("x")));
    expect(bench.typed.toString()).toBe("x");
  });

  it("types the first characters though the BMC remembers a number of an earlier activation", async () => {
    for (let remembered = 1; remembered <= 15; remembered++) {
      const bench = new SolBench(patient);
      bench.bmc.lastTaken = { sequence: remembered, count: 2 };
      await bench.clock.run(bench.stream.write(ascii("ls")));
      expect(bench.typed.toString()).toBe("ls");
    }
  });

  it("types though empty packets are not acknowledged", async () => {
    const bench = new SolBench({ ...patient, ignoresEmpty: true });
    await bench.clock.run(bench.stream.write(ascii("ls")));
    expect(bench.typed.toString()).toBe("ls");
    expect(bench.uncertain).toEqual([]);
    expect(bench.clock.now()).toBeLessThan(10_000);
  });

  it("sends a break in its place between characters", async () => {
    const bench = await SolBench.opened(patient);
    void bench.stream.write(ascii("ab"));
    const done = bench.stream.sendBreak();
    const after = bench.stream.write(ascii("h"));
    await bench.clock.run(done);
    await bench.clock.run(after);
    expect(bench.bmc.breaks).toBe(1);
    expect(bench.typed.toString()).toBe("abh");
    expect(bench.numbered[1]?.operation).toBe(SolOperation.GenerateBreak);
  });

  it("flushes either direction", async () => {
    const bench = await SolBench.opened(patient);
    await bench.clock.run(bench.stream.flush("inbound"));
    await bench.clock.run(bench.stream.flush("outbound"));
    expect(bench.numbered.map((p) => p.operation)).toEqual([0x02, 0x01]);
  });

  it("calls characters uncertain when the first answer counts none of them", async () => {
    const bench = await SolBench.opened({ ...patient, countsNothing: true });
    await expect(bench.clock.run(bench.stream.write(ascii("abc")))).rejects.toBeInstanceOf(SolError);
    expect(bench.uncertain).toEqual([3]);
    expect(bench.typed.toString()).toBe("abc");
  });

  it("believes a BMC known to count nothing", async () => {
    const bench = await SolBench.opened(
      { ...patient, countsNothing: true },
      { limits: { zeroCountMeansAll: true } },
    );
    await bench.clock.run(bench.stream.write(ascii("abc")));
    expect(bench.typed.toString()).toBe("abc");
    expect(bench.uncertain).toEqual([]);
  });

  it("reports what is under way when it ends, and rejects what was never sent", async () => {
    const bench = await SolBench.opened(patient, { payloadBytes: 16 });
    bench.drop = () => true;
    const written = bench.stream.write(patternBytes(30, 1));
    written.catch(() => {});
    await bench.clock.advance(100);
    bench.stream.end("lost", null);
    await expect(written).rejects.toMatchObject({ code: "closed" });
    expect(bench.uncertain).toEqual([12]);
    expect(bench.ends).toEqual(["lost"]);
    expect(bench.clock.pendingTimers).toBe(0);
  });

  it("repeats, and never probes, while the path to the BMC is dead; then gives up and says what is uncertain", async () => {
    const bench = await SolBench.opened(patient);
    bench.drop = () => true;
    bench.alive = false;
    await expect(bench.clock.run(bench.stream.write(ascii("abc")))).rejects.toMatchObject({
      problem: "unresponsive",
    });
    expect(new Set(bench.numbered.map((p) => p.sequence))).toEqual(new Set([2]));
    expect(bench.uncertain).toEqual([3]);
    expect(bench.ends).toEqual(["lost"]);
  });
});

describe("a BMC that hangs at one number", () => {
  async function stuckAtTwo(typesAgainWhenStuck: boolean) {
    const bench = await SolBench.opened(patient, { limits: { typesAgainWhenStuck } });
    bench.drop = (packet, direction) => direction === "to-bmc" && packet.sequence === 2;
    const written = bench.clock.run(bench.stream.write(ascii("abc"))).then(
      () => "typed",
      (error: SolError) => error.problem,
    );
    return { bench, outcome: await written };
  }

  it("gets the characters once more under another number where a person says so", async () => {
    const { bench, outcome } = await stuckAtTwo(true);
    expect(outcome).toBe("typed");
    expect(bench.typed.toString()).toBe("abc");
    expect(bench.uncertain).toEqual([]);
  });

  it("by itself never gets them twice: they are reported", async () => {
    const { bench, outcome } = await stuckAtTwo(false);
    expect(outcome).toBe("input-uncertain");
    expect(bench.typed.toString()).toBe("");
    expect(bench.uncertain).toEqual([3]);
  });

  it("gets them twice at most", async () => {
    const bench = await SolBench.opened(patient, { limits: { typesAgainWhenStuck: true } });
    bench.drop = (packet, direction) => direction === "to-bmc" && packet.data.length > 0;
    await expect(bench.clock.run(bench.stream.write(ascii("abc")))).rejects.toMatchObject({
      problem: "input-uncertain",
    });
    expect(new Set(bench.sent.filter(({ data }) => data.length > 0).map((p) => p.sequence)).size).toBe(2);
  });
});

describe("a BMC that drops repeats silently", () => {
  function loseOneAcknowledgement(bench: SolBench, sequence: number): void {
    let lost = false;
    bench.drop = (packet, direction) => {
      if (lost || direction !== "to-us" || packet.ackedSequence !== sequence) return false;
      lost = true;
      return true;
    };
  }

  it("does not stop after one lost acknowledgement, and nothing is typed twice", async () => {
    for (let sequence = 2; sequence <= 15; sequence++) {
      const bench = await SolBench.opened(openBmc, { payloadBytes: 16 });
      loseOneAcknowledgement(bench, sequence);
      const bytes = patternBytes(12 * 20, sequence);
      await bench.clock.run(bench.stream.write(bytes));
      expect(bench.typed.equals(bytes)).toBe(true);
      expect(bench.uncertain).toEqual([]);
    }
  });

  it("resumes within seconds, and sooner once it is known", async () => {
    const bench = await SolBench.opened(openBmc);
    await bench.clock.run(bench.stream.write(ascii("a")));
    loseOneAcknowledgement(bench, 3);
    const before = bench.clock.now();
    await bench.clock.run(bench.stream.write(ascii("b")));
    const first = bench.clock.now() - before;
    expect(first).toBeLessThan(6000);
    loseOneAcknowledgement(bench, bench.bmc.expected);
    const again = bench.clock.now();
    await bench.clock.run(bench.stream.write(ascii("c")));
    expect(bench.clock.now() - again).toBeLessThan(1000);
    expect(bench.typed.toString()).toBe("abc");
  });

  it("repeats characters that were lost themselves once the BMC is known to insist on order", async () => {
    const bench = await SolBench.opened(openBmc);
    loseOneAcknowledgement(bench, 2);
    await bench.clock.run(bench.stream.write(ascii("a")));
    let losses = 0;
    bench.drop = (packet, direction) => direction === "to-bmc" && packet.data.length > 0 && losses++ < 5;
    await bench.clock.run(bench.stream.write(ascii("b")));
    expect(bench.typed.toString()).toBe("ab");
    expect(bench.uncertain).toEqual([]);
  });

  it("calls characters uncertain, and types none after them, when the BMC takes any number", async () => {
    const bench = await SolBench.opened(
      { ...patient, repeats: "dropped", order: "any" },
      { payloadBytes: 16 },
    );
    loseOneAcknowledgement(bench, 2);
    const bytes = patternBytes(30, 5);
    await expect(bench.clock.run(bench.stream.write(bytes))).rejects.toMatchObject({
      problem: "input-uncertain",
    });
    await bench.clock.advance(60_000);
    expect(bench.uncertain).toEqual([12]);
    expect(bench.typed.equals(bytes.subarray(0, 12))).toBe(true);
    await bench.clock.run(bench.stream.write(ascii("x")));
    expect(bench.typed.at(-1)).toBe(0x78);
  });
});
