import { Privilege, THRESHOLD_EVENT_TYPE } from "@/server/ipmi";
import { type PlatformEventRequest, platformEvent } from "@/server/ipmi/commands/sensor-event/platform-event";
import { failAs } from "../fail-as";
import { defineVerb, UsageError, type Verb, type VerbContext, VerbFailure } from "../verb";
import { eventsOfFile } from "./event-file";
import { eventLine } from "./event-line";
import { samples } from "./samples";
import { eventOfSensor, sensorStates } from "./sensor-event";

export const help = `
usage: event <num>
   Send generic test events
   1 : Temperature - Upper Critical - Going High
   2 : Voltage Threshold - Lower Critical - Going Low
   3 : Memory - Correctable ECC

usage: event file <filename>
   Read and generate events from file
   Use the 'sel save' command to generate from SEL

usage: event <sensorid> <state> [event_dir]
   sensorid  : Sensor ID string to use for event data
   state     : Sensor state, use 'list' to see possible states for sensor
   event_dir : assert, deassert [default=assert]
`;

type Args =
  | { readonly kind: "sample"; readonly number: number }
  | { readonly kind: "file"; readonly path: string }
  | {
      readonly kind: "sensor";
      readonly name: string;
      readonly state: string | null;
      readonly asserted: boolean;
    };

interface Sent {
  /** Lines before each event's own. */
  readonly said: string;
  /** ipmitool's exit code. */
  readonly exitCode: number;
}

const event = defineVerb<Args, Sent>({
  path: ["event"],
  usage: "<1|2|3>|file <filename>|<sensorid> <state> [assert|deassert]",
  summary: "Send pre-defined events to MC",
  privilege: Privilege.Operator,
  class: "once",
  parse: parseArgs,
  run: async (context, args) => {
    if (args.kind === "sample") return sendSample(context, args.number);
    if (args.kind === "file") return sendFile(context, args.path);
    return sendOfSensor(context, args);
  },
  text: ({ said }) => said,
  exitCode: ({ exitCode }) => exitCode,
});

function parseArgs([first, second, third]: readonly string[]): Args {
  if (first === undefined || first === "help") throw new UsageError(help, 0);
  if (first === "file") {
    if (second === undefined) throw new UsageError(help, 0);
    return { kind: "file", path: second };
  }
  const number = ["1", "2", "3"].indexOf(first) + 1;
  if (number > 0) return { kind: "sample", number };
  if (third !== undefined && third !== "assert" && third !== "deassert") {
    throw new UsageError(`Invalid event direction ${third}.  Must be 'assert' or 'deassert'`);
  }
  return { kind: "sensor", name: first, state: second ?? null, asserted: third !== "deassert" };
}

async function sendSample(context: VerbContext, number: number): Promise<Sent> {
  const sample = samples[number - 1];
  if (!sample) throw new UsageError(`Invalid event number: ${number}`);
  return send(context, sample.event, `Sending SAMPLE event: ${sample.text}\n`);
}

async function sendFile(context: VerbContext, path: string): Promise<Sent> {
  let said = "";
  for (const line of eventsOfFile((await context.files.read(path)).toString("latin1"))) {
    if (typeof line === "string") context.note(line);
    else said = (await send(context, line, said)).said;
  }
  return { said, exitCode: 0 };
}

async function sendOfSensor(
  context: VerbContext,
  { name, state, asserted }: Extract<Args, { kind: "sensor" }>,
): Promise<Sent> {
  const finding = `Finding sensor ${name}... `;
  const { sensors } = await context.sdr();
  const sensor = sensors.find((candidate) => candidate.name === name);
  if (!sensor) throw new VerbFailure("", { output: `${finding}not found!\n` });
  const said = `${finding}ok\n`;
  if (state === null || state === "list") {
    // ipmitool ends so for sensors with thresholds.
    const exitCode = sensor.eventType === THRESHOLD_EVENT_TYPE ? 1 : 0;
    return { said: said + sensorStates(sensor), exitCode };
  }
  const found = await eventOfSensor(context, sensor, state, asserted);
  if (typeof found === "string") throw new VerbFailure(found, { output: said });
  return send(context, found, said);
}

async function send(context: VerbContext, request: PlatformEventRequest, said: string): Promise<Sent> {
  const { bmc, signal } = context;
  const output = said + eventLine(request, context);
  await failAs(bmc.send(platformEvent, request, { signal }), {
    silent: "Platform Event Message command failed",
    output,
  });
  return { said: output, exitCode: 0 };
}

export const bare = { event: 0 };
export const verbs: readonly Verb[] = [event];
