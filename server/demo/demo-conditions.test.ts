import { expect, test } from "vitest";
import { getChassisStatus } from "@/server/ipmi";
import { SeededEntropy } from "@/server/ipmi/testing/seeded-entropy";
import { VirtualClock } from "@/server/ipmi/testing/virtual-clock";
import { startFleet } from "@/server/simulator/fleet";
import { dell } from "@/server/simulator/profiles/dell";
import type { BmcSocket } from "@/server/simulator/socket";
import {
  applyConditions,
  conditionedSocket,
  HAPPENS_AFTER_MS,
  REMARK_MS,
  SILENT_AFTER_MS,
} from "./demo-conditions";

const HOSTS = 24;

/** A port that remembers what it was to send. */
class RecordingSocket implements BmcSocket {
  readonly sent: Uint8Array[] = [];
  onDatagram(): void {}
  send(datagram: Uint8Array): void {
    this.sent.push(datagram);
  }
  close(): void {}
}

test("one host of the demo is switched off, all others are on", async () => {
  const clock = new VirtualClock();
  const { members, stop } = await startFleet({
    endpoint: { address: "127.0.0.1", port: 16_230 },
    count: HOSTS,
    spread: "ports",
    profiles: [dell],
    seed: 1,
    user: "demo",
    password: "simulated",
    clock,
    entropy: new SeededEntropy(1),
    now: () => Date.UTC(2026, 2, 1) + clock.now(),
    bind: async () => new RecordingSocket(),
  });
  applyConditions(members, clock);
  await clock.advance(10_000);
  const { netFn, command } = getChassisStatus;
  const on = members.map(({ machine }) => {
    const asked = {
      netFn,
      command,
      lun: 0,
      address: 0x20,
      channel: 1,
      session: null,
      from: "",
      datagram: "",
    };
    const reply = machine.execute({ ...asked, data: Buffer.alloc(0) });
    return ((reply?.data[0] ?? 0) & 1) === 1;
  });
  expect(on.filter((each) => !each)).toHaveLength(1);
  stop();
});

test("the hosts of the demo live: some start, one panics, kernels say something", async () => {
  const clock = new VirtualClock();
  const { members, stop } = await startFleet({
    endpoint: { address: "127.0.0.1", port: 16_230 },
    count: HOSTS,
    spread: "ports",
    profiles: [dell],
    seed: 1,
    user: "demo",
    password: "simulated",
    clock,
    entropy: new SeededEntropy(1),
    now: () => Date.UTC(2026, 2, 1) + clock.now(),
    bind: async () => new RecordingSocket(),
  });
  const printed = members.map(() => "");
  for (const [index, { machine }] of members.entries()) {
    machine.serial.onOutput((bytes) => {
      printed[index] += bytes.toString("latin1");
    });
  }
  applyConditions(members, clock);
  await clock.advance(HAPPENS_AFTER_MS + 30_000);
  const saying = (text: string) => printed.filter((each) => each.includes(text)).length;
  expect(saying("GNU GRUB")).toBe(3);
  expect(saying("Kernel panic")).toBe(1);
  expect(saying("I/O error")).toBe(1);
  await clock.advance(HOSTS * 5 * REMARK_MS);
  expect(printed.filter((each) => each !== "").length).toBeGreaterThan(HOSTS / 2);
  stop();
});

test("one BMC of the demo answers for a while and then nothing; the others go on", async () => {
  const clock = new VirtualClock();
  const ports = Array.from({ length: HOSTS }, () => new RecordingSocket());
  const sockets = ports.map((port, index) => conditionedSocket(port, index, clock));
  const to = { address: "127.0.0.1", port: 40_000 };
  const answers = () => {
    for (const socket of sockets) socket.send(Buffer.of(1), to);
    return ports.map(({ sent }) => sent.length);
  };
  expect(answers()).toEqual(Array.from({ length: HOSTS }, () => 1));
  await clock.advance(SILENT_AFTER_MS);
  expect(answers().filter((count) => count === 1)).toHaveLength(1);
});
