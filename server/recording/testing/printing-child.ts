import { defaultConsolePolicy } from "@/lib/contracts/recording";
import { createRecordings } from "../recordings";
import { MemorySegmentStore, MemoryTrigramStore } from "./recording-bench";

/** Records numbered lines as fast as a busy host prints them, and says on standard output how far it is: `offset milliseconds`. */
async function main(): Promise<void> {
  const recordings = await createRecordings({
    folder: process.argv[2] ?? "",
    segments: new MemorySegmentStore(),
    trigrams: new MemoryTrigramStore(),
    policyOf: () => ({ ...defaultConsolePolicy, record: true }),
    clock: {
      now: () => performance.now(),
      setTimeout: (callback, delayMs) => ({ timer: setTimeout(callback, delayMs) }),
      clearTimeout: ({ timer }) => clearTimeout(timer as NodeJS.Timeout),
    },
    date: () => new Date(),
    onAlarm: (_hostId, alarm) => process.stderr.write(`${alarm}\n`),
    onError: (error) => process.stderr.write(`${error}\n`),
  });
  const recording = await recordings.open("h");
  let number = 0;
  setInterval(() => {
    for (let i = 0; i < 10; i++) recording.append(Buffer.from(`line ${number++}\r\n`));
    process.stdout.write(`${recording.end} ${Math.round(performance.now())}\n`);
  }, 5);
}

void main();
