import { expect, test } from "vitest";
import {
  type CommandSender,
  Credentials,
  createIpmiClient,
  IpmiError,
  systemClock,
  systemEntropy,
  udpNetwork,
} from "@/server/ipmi";
import { getSensorReading } from "@/server/ipmi/commands/sensor-event/get-sensor-reading";
import { Direct } from "@/server/simulator/machine/testing/direct";
import { lookUp } from "./registry";
import { runVerb } from "./run-verb";
import { createVerbContext } from "./verb-context";

const client = createIpmiClient({
  network: udpNetwork,
  clock: systemClock,
  entropy: systemEntropy,
  endpoint: { address: "127.0.0.1", port: 9 },
  credentials: new Credentials({ username: "", password: "" }),
});

async function watched(line: string, bmc: CommandSender = new Direct(), csv = false) {
  const printed: string[] = [];
  const { signal } = new AbortController();
  const context = createVerbContext({ client, bmc, csv, signal, note: () => {} });
  const outcome = await runVerb(await lookUp(line.split(" ")), context, (text) => printed.push(text));
  return { ...outcome, printed };
}

test.each(["sdr elist", "sdr elist all", "sensor list", "sel list", "sel elist", "sel list first 3"])(
  "%s prints line by line what it prints as a whole",
  async (line) => {
    for (const csv of [false, true]) {
      const { output, printed } = await watched(line, new Direct(), csv);
      expect(printed.length).toBeGreaterThan(2);
      expect(printed.join("")).toBe(output);
    }
  },
);

test.each(["sel list last 2", "mc info"])("%s prints nothing before its end", async (line) => {
  const { output, printed } = await watched(line);
  expect(output).not.toBe("");
  expect(printed).toEqual([]);
});

test("what was printed before a verb failed stays in its output", async () => {
  const machine = new Direct();
  let readings = 0;
  const failing: CommandSender = {
    send(command, request, options) {
      if (command.name === getSensorReading.name && ++readings > 3) {
        throw new IpmiError("no-answer", "no answer");
      }
      return machine.send(command, request, options);
    },
  };
  const { output, printed, exitCode } = await watched("sdr elist", failing);
  expect(exitCode).toBe(1);
  expect(printed).toHaveLength(3);
  expect(output).toBe(printed.join(""));
});
