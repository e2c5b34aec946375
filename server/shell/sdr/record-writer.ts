import { CompletionCodeError } from "@/server/ipmi";
import { addSdr } from "@/server/ipmi/commands/storage/add-sdr";
import { clearSdrRepository } from "@/server/ipmi/commands/storage/clear-sdr-repository";
import { getSdrRepositoryInfo } from "@/server/ipmi/commands/storage/get-sdr-repository-info";
import { partialAddSdr } from "@/server/ipmi/commands/storage/partial-add-sdr";
import { reserveSdrRepository } from "@/server/ipmi/commands/storage/reserve-sdr-repository";
import { SDR_HEADER_BYTES } from "@/server/ipmi/records/sdr/decode-sdr";
import { completionText } from "../completion-text";
import { failAs } from "../fail-as";
import { type VerbContext, VerbFailure } from "../verb";

/** Replaces what a repository holds. `output`: what was printed by then, for a failure to repeat. */
export interface RecordWriter {
  /** Resolves with how often it had to wait. */
  erase(output?: string): Promise<number>;
  /** Rejects with a VerbFailure that names the record when the BMC refuses it. */
  add(record: Buffer, output: string): Promise<void>;
}

/** Finds out how the BMC takes records; nothing is changed yet. */
export async function recordWriter(context: VerbContext): Promise<RecordWriter> {
  const { supportsPartialAdd } = await failAs(
    context.bmc.send(getSdrRepositoryInfo, undefined, { signal: context.signal }),
    { silent: "Get SDR Repository Info failed" },
  );
  const add = supportsPartialAdd ? addInParts : addWhole;
  return {
    erase: (output = "") => erase(context, output),
    add: (record, output) => named(record, output, add(context, record)),
  };
}

const MOST_WAITS = 5;
const WAIT_MS = 1000;

async function erase(context: VerbContext, output: string): Promise<number> {
  const { bmc, signal } = context;
  try {
    const { reservationId } = await bmc.send(reserveSdrRepository, undefined, { signal });
    let { erasure } = await bmc.send(
      clearSdrRepository,
      { reservationId, operation: "initiate" },
      { signal },
    );
    for (let waits = 0; waits < MOST_WAITS; waits++) {
      if (erasure === "completed") return waits;
      await context.wait(WAIT_MS);
      const request = { reservationId, operation: "get-status" } as const;
      ({ erasure } = await bmc.send(clearSdrRepository, request, { signal }));
    }
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    const text = completionText(error.completionCode);
    throw new VerbFailure(`Unable to clear SDRR: ${text}\nCannot erase SDRR. Giving up.`, {
      cause: error,
      output,
    });
  }
  throw new VerbFailure("Cannot erase SDRR. Giving up.", { output: output + waiting(MOST_WAITS) });
}

function waiting(times: number): string {
  return "Wait for SDRR erasure completed...\n".repeat(times);
}

/** What ipmitool prints of an erasure. */
export function erased(waits: number): string {
  return `${waiting(waits)}SDRR successfully erased\n`;
}

/** So much fits into a message of 32 bytes with its head. */
const PART_BYTES = 19;

/** The head first, which makes the record, then the rest in parts. */
async function addInParts({ bmc, signal }: VerbContext, record: Buffer): Promise<void> {
  const { reservationId } = await bmc.send(reserveSdrRepository, undefined, { signal });
  let recordId = 0;
  let offset = 0;
  while (offset < record.length) {
    const end = offset === 0 ? SDR_HEADER_BYTES : Math.min(record.length, offset + PART_BYTES);
    const place = { reservationId, recordId, offset, last: end === record.length };
    const part = { ...place, data: record.subarray(offset, end) };
    ({ recordId } = await bmc.send(partialAddSdr, part, { signal }));
    offset = end;
  }
}

/** A BMC that takes no parts takes records as a whole (IPMI 2.0 §33.13). */
async function addWhole({ bmc, signal }: VerbContext, record: Buffer): Promise<void> {
  await bmc.send(addSdr, { record }, { signal });
}

/** Which record it was that the BMC refused. `output`: what was printed by then. */
async function named(record: Buffer, output: string, added: Promise<void>): Promise<void> {
  try {
    await added;
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
    const id = record.readUInt16LE(0).toString(16).padStart(4, "0");
    const text = completionText(error.completionCode);
    throw new VerbFailure(`Cannot add SDR ID 0x${id} to repository: ${text}`, { cause: error, output });
  }
}
