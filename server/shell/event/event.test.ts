import { expect, test } from "vitest";
import { platformEvent } from "@/server/ipmi/commands/sensor-event/platform-event";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { runOn } from "../testing/scripted-run";
import { eventsOfFile } from "./event-file";

test("a sample event is sent once and shown as it will be logged", async () => {
  const bmc = new ScriptedBmc().on(platformEvent, () => new Uint8Array());
  const { output, exitCode } = await runOn(bmc, "event 1");
  expect(exitCode).toBe(0);
  expect(output).toBe(
    "Sending SAMPLE event: Temperature - Upper Critical - Going High\n" +
      "   0 |  Pre-Init  |0000000000| Temperature #0x30 | Upper Critical going high | Asserted\n",
  );
  expect(bmc.sent.map(({ data }) => data.toString("hex"))).toEqual(["0401300109ffff"]);
});

test("a sensor that is not there sends nothing", async () => {
  const bmc = new ScriptedBmc();
  expect(await runOn(bmc, "event nope unc")).toMatchObject({
    output: "Finding sensor nope... not found!\n",
    exitCode: 1,
  });
  expect(bmc.count(platformEvent)).toBe(0);
});

test("a direction is one of two", async () => {
  const { complaint } = await runOn(new ScriptedBmc(), "event x unc sideways");
  expect(complaint).toBe("Invalid event direction sideways.  Must be 'assert' or 'deassert'");
});

test("lines of a file are events, comments, or told", () => {
  const text = "0x04 0x01 0x30 0x81 0x59 0x60 0x5f # a comment\n\n# nothing\n1 2\n1 2 3 x 5 6 7\n";
  expect(eventsOfFile(text)).toEqual([
    {
      generatorId: null,
      revision: 4,
      sensorType: 1,
      sensorNumber: 0x30,
      eventType: 1,
      asserted: false,
      data: [0x59, 0x60, 0x5f],
    },
    "Invalid Event: 0102",
    "Invalid token in file: [x]",
  ]);
});
