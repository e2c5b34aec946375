import { afterEach, beforeEach, expect, it } from "vitest";
import type { SerialStreamEvents } from "@/server/bmc/capabilities";
import { bytesOf, patterned, RecordingBench } from "@/server/recording/testing/recording-bench";
import { ConsoleHub } from "./console-hub";

const KIB = 1024;

let bench: RecordingBench;
beforeEach(() => {
  bench = new RecordingBench();
});
afterEach(() => bench.remove());

/** An engine's hub over the recordings of the disk, with what one viewer of a host sees. */
async function engine() {
  let host: SerialStreamEvents | null = null;
  const hub = new ConsoleHub({
    serialOf: async () => ({
      open: async (events) => {
        host = events;
        return { write: async () => {}, sendBreak: async () => {}, close: async () => {} };
      },
    }),
    recordings: await bench.all(),
    clock: bench.clock,
    date: bench.clock.date,
    random: () => 0,
    onError: (error) => {
      throw error;
    },
  });
  hub.setPolicies({ default: bench.policy, tags: [], hosts: [] }, [{ id: "h", tags: [] }]);
  const frames: { offset: number; bytes: Buffer }[] = [];
  const marks: string[] = [];
  await hub.attach("h", {
    id: "v",
    name: "v",
    canWrite: false,
    terminal: false,
    connection: {
      message: (message) => message.type === "mark" && marks.push(`${message.kind} at ${message.offset}`),
      output: (offset, bytes) => frames.push({ offset, bytes }),
      buffered: 0,
      close: () => {},
    },
    audit: async () => {},
  });
  bench.clock.advance(1000);
  await new Promise((resolve) => setImmediate(resolve));
  return {
    hub,
    frames,
    marks,
    print(bytes: Buffer) {
      if (host === null) throw new Error("the console is not open");
      host.data(bytes);
    },
  };
}

it("an engine that was killed goes on at the same offset, with the last screen for who joins first", async () => {
  const printed = patterned(300 * KIB);
  const first = await engine();
  for (let at = 0; at < printed.length; at += 1000) first.print(printed.subarray(at, at + 1000));
  await bench.written(await bench.open());
  await bench.crash();

  const second = await engine();
  expect(second.frames[0]?.offset).toBe(44 * KIB);
  expect(Buffer.concat(second.frames.map(({ bytes }) => bytes)).equals(printed.subarray(44 * KIB))).toBe(
    true,
  );
  expect(second.marks).toContain(`restarted at ${300 * KIB}`);
  second.print(Buffer.from("and on"));
  expect(second.frames.at(-1)).toEqual({ offset: 300 * KIB, bytes: Buffer.from("and on") });
  const recording = await bench.open();
  await bench.written(recording);
  expect((await bytesOf(recording)).equals(Buffer.concat([printed, Buffer.from("and on")]))).toBe(true);
  await second.hub.close();
});

it("what is printed while the disk is full is shown, and goes on at its offset when there is room", async () => {
  const { hub, frames, marks, print } = await engine();
  print(Buffer.from("kept"));
  const recording = await bench.open();
  await bench.written(recording);
  bench.files.failure = "ENOSPC";
  print(Buffer.from("lost"));
  await bench.written(recording);
  hub.recordingChanged("h");
  print(Buffer.from("lost"));
  bench.files.failure = null;
  bench.clock.advance(30_000);
  await recording.settled();
  hub.recordingChanged("h");
  print(Buffer.from("kept"));
  await bench.written(recording);
  expect(frames.map(({ offset, bytes }) => `${offset} ${bytes}`)).toEqual([
    "0 kept",
    "4 lost",
    "8 lost",
    "12 kept",
  ]);
  expect(marks.filter((mark) => mark.startsWith("recording"))).toEqual([
    "recording-stopped at 8",
    "recording-resumed at 12",
  ]);
  expect((await bytesOf(recording)).toString()).toBe("keptkept");
  await hub.close();
});
