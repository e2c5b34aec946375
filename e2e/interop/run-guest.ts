import { rm } from "node:fs/promises";
import { KERNEL_STARTS, POWER_BUTTON, PROMPT, QemuGuest } from "../fixtures/qemu-guest";
import { temporaryFolder } from "../fixtures/temporary-folder";
import { comesTrue } from "./comes-true";
import { SOL } from "./engine-verbs";
import { OWN_CHOICE } from "./foreign-clients";
import { type GuestClient, type GuestOrder, guestClients } from "./guest-clients";
import type { Cell, Outcome } from "./outcome";
import type { Ended } from "./run-program";

const SHUTDOWN_MS = 20_000;

/** Only a shell makes the second of the first. */
const QUESTION = "echo guest-$((6*7))-answers";
const ANSWER = "guest-42-answers";

/** Every client with the same guest, one after the other: each finds it off and leaves it off. */
export async function runGuest(address: string): Promise<readonly Cell[]> {
  const folder = await temporaryFolder();
  const guest = new QemuGuest({ folder, address });
  const cells: Cell[] = [];
  try {
    await guest.start();
    for (const client of guestClients(guest.bmc)) cells.push(...(await withClient(guest, client)));
  } finally {
    await guest.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return cells;
}

async function withClient(guest: QemuGuest, client: GuestClient): Promise<readonly Cell[]> {
  try {
    const attempts = await switchOnAndOff(guest, client);
    return attempts.map((attempt) => ({ peer: client.name, connection: OWN_CHOICE, ...attempt }));
  } finally {
    await client.close();
  }
}

type Attempt = Pick<Cell, "verb" | "outcome">;

/** As people do it: the console first, then the power; at last they ask the guest to go, and see that it heard. */
async function switchOnAndOff(guest: QemuGuest, client: GuestClient): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  const attempt = async (verb: GuestOrder, isDone: () => Promise<boolean>) => {
    attempts.push({ verb, outcome: await ordered(client, verb, isDone) });
  };
  const isOn = async () => (await guest.power()) === "on";
  let switching = Promise.resolve();
  const switchOn = async () => {
    await attempt("power on", isOn);
    await attempt("power status", isOn);
  };
  const switchOff = () =>
    attempt("power soft", () => comesTrue(async () => (await guest.power()) === "off", SHUTDOWN_MS));
  const console = await client.followAtConsole([
    {
      sees: client.console.begins,
      does: () => {
        switching = switchOn();
      },
    },
    { sees: KERNEL_STARTS },
    { sees: PROMPT, does: `${QUESTION}\r` },
    {
      sees: ANSWER,
      does: () => {
        switching = switching.then(switchOff);
      },
    },
    { sees: POWER_BUTTON, does: client.console.leave },
  ]);
  await switching;
  return [...attempts, { verb: SOL, outcome: console.ok ? "works" : failure(console) }];
}

/** Works when the client says so and it is so. */
async function ordered(
  client: GuestClient,
  order: GuestOrder,
  isDone: () => Promise<boolean>,
): Promise<Outcome> {
  const ended = await client.order(order);
  if (!ended.ok || !client.shows[order].test(ended.output)) return failure(ended);
  return (await isDone()) ? "works" : "FAILED: not carried out";
}

const failure = ({ output }: Ended): Outcome => `FAILED: ${output.trim() || "no output"}`;
