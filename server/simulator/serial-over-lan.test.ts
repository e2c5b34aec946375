import { describe, expect, it } from "vitest";
import { success } from "./protocol/reply";
import { consoleBench, openConsole } from "./testing/console-bench";
import { simulatorBench } from "./testing/simulator-bench";
import { stubUser } from "./testing/stub-machine";

describe("serial over LAN of a simulated BMC", () => {
  it("carries characters both ways, and a break", async () => {
    const bench = await consoleBench();
    bench.machine.print("login: ");
    await bench.clock.run(bench.console.write(Buffer.from("root\r")));
    await bench.clock.run(bench.console.sendBreak());
    await bench.clock.advance(1_000);
    expect(bench.output()).toBe("login: ");
    expect(bench.typed()).toBe("root\r");
    expect(bench.machine.breaks).toBe(1);
  });

  it("neither loses nor doubles a character on a network that loses a third of the packets", async () => {
    const bench = await consoleBench({ seed: 5, traits: { solRetries: 7, solRetryMs: 500 } });
    bench.network.faults = { ...bench.network.faults, loss: 0.3, duplication: 0.2 };
    const text = Array.from({ length: 40 }, (_, line) => `line ${line}\r\n`).join("");
    bench.machine.print(text);
    await bench.clock.run(bench.console.write(Buffer.from(text)), 3_600_000);
    await bench.clock.advance(60_000);
    expect(bench.typed()).toBe(text);
    expect(bench.output()).toBe(text);
  });

  it.each([0, 0.05])(
    "stays open for a day in which nobody types or prints, with %d of all datagrams lost",
    async (loss) => {
      const bench = await consoleBench({ seed: 11 });
      bench.network.faults = { ...bench.network.faults, loss };
      for (let hour = 0; hour < 24; hour++) await bench.clock.advance(3_600_000);
      bench.network.faults = { ...bench.network.faults, loss: 0 };
      bench.machine.print("good morning");
      await bench.clock.run(bench.console.write(Buffer.from("root\r")));
      await bench.clock.advance(1_000);
      expect([bench.ends, bench.marks]).toEqual([[], []]);
      expect([bench.output(), bench.typed()]).toEqual(["good morning", "root\r"]);
      expect(bench.log.filter(({ action }) => action === "sol activate")).toHaveLength(1);
    },
  );

  it("says when the host printed more than it could keep", async () => {
    const bench = await consoleBench();
    bench.machine.print("x".repeat(20_000));
    await bench.clock.advance(30_000);
    expect(bench.output().length).toBe(16_384);
    bench.machine.print("y");
    await bench.clock.advance(1_000);
    expect(bench.marks).toContain("overrun");
  });

  it("belongs to one session, and tells the loser when another takes it", async () => {
    const bench = await consoleBench();
    await expect(openConsole(bench, {}, bench.another())).rejects.toMatchObject({ problem: "in-use" });
    const thief = await openConsole(bench, { takeOver: true }, bench.another());
    await bench.clock.advance(10_000);
    expect(bench.ends).toEqual(["taken: another session has taken the console over"]);
    bench.machine.print("now yours");
    await bench.clock.advance(1_000);
    expect(thief.output()).toBe("now yours");
  });

  it("ends with the session that had it", async () => {
    const bench = await consoleBench();
    await bench.clock.run(bench.client.close());
    const next = await openConsole(bench, {}, bench.another());
    bench.machine.print("for the next");
    await bench.clock.advance(1_000);
    expect(next.output()).toBe("for the next");
  });

  it("is refused to a user without the right, and when it is switched off", async () => {
    const bench = simulatorBench();
    bench.machine.userList = [stubUser({ serialOverLan: false })];
    await expect(openConsole(bench)).rejects.toMatchObject({ problem: "disabled" });
    bench.machine.userList = [stubUser()];
    bench.machine.handlers.set("12/34", ({ data }) => (data[1] === 1 ? success([0x11, 0]) : null));
    await expect(openConsole(bench)).rejects.toMatchObject({ problem: "disabled" });
  });
});
