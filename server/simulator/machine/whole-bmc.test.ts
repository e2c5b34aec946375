import { expect, test } from "vitest";
import { chassisControl } from "../../ipmi/commands/chassis/chassis-control";
import { openSolConsole } from "../../ipmi/sol/sol-console";
import { dell } from "../profiles/dell";
import { simulatorBench } from "../testing/simulator-bench";
import { createMachine } from "./create-machine";
import { EPOCH } from "./testing/direct";

/** The engine's client, the protocol, the machine and the host behind it, on a virtual network. */
test("a person at the console restarts the host and logs in when it is back", async () => {
  const bench = simulatorBench({
    machine: (clock) =>
      createMachine({
        profile: dell,
        seed: 1,
        clock,
        now: () => EPOCH + clock.now(),
        user: "admin",
        password: "correct horse",
      }),
  });
  const output: Buffer[] = [];
  const console = await bench.clock.run(
    openSolConsole(
      bench.client,
      {
        data: (bytes) => output.push(bytes),
        mark: () => {},
        inputHeld: () => {},
        inputUncertain: () => {},
        end: () => {},
      },
      { clock: bench.clock, takeOver: false },
    ),
  );
  const text = () => Buffer.concat(output).toString();
  await bench.clock.run(bench.client.send(chassisControl, { action: "hard-reset" }));
  await bench.clock.advance(30_000);
  expect(text()).toContain("PowerEdge R650");
  expect(text()).toMatch(/login: $/);
  await bench.clock.run(console.write(Buffer.from("root\rsecret\runame -r\r")));
  await bench.clock.advance(2000);
  expect(text()).toContain("uname -r\r\n6.1.0-28-amd64\r\n");
  expect(bench.log.map(({ action }) => action)).toContain("power reset");
  await bench.clock.run(bench.client.close());
  bench.bmc.stop();
});
