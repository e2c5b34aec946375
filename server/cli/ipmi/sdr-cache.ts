import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type CommandSender,
  type IpmiClient,
  readSdrRepository,
  type SdrRepository,
  sdrRepositoryOf,
  sdrRepositoryStamp,
} from "@/server/ipmi";
import { VerbFailure } from "@/server/shell/verb";

/** Bytes before a record's own: id, version, type and the length of what follows (IPMI 2.0 §43). */
const HEADER = 5;

/** Records one after the other, as `sdr dump` writes them; what is cut off at the end is left out. */
export function splitRecords(bytes: Buffer): readonly Buffer[] {
  const records: Buffer[] = [];
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const end = at + HEADER + bytes.readUInt8(at + HEADER - 1);
    if (end > bytes.length) break;
    records.push(bytes.subarray(at, end));
    at = end;
  }
  return records;
}

/** -S: the repository as it was dumped, not asked of the BMC. Rejects with VerbFailure. */
export async function repositoryOfFile(path: string): Promise<SdrRepository> {
  try {
    return sdrRepositoryOf(splitRecords(readFileSync(path)), null);
  } catch (error) {
    throw new VerbFailure(`Unable to open SDR cache ${path} for reading`, { cause: error });
  }
}

export interface CacheRequest {
  readonly client: IpmiClient;
  /** Where SDRs are read from: the BMC or a controller behind it. */
  readonly bmc: CommandSender;
  readonly signal: AbortSignal;
  /** Null: nothing is kept. */
  readonly folder: string | null;
  /** Tells this repository from those of other hosts and controllers. */
  readonly name: string;
}

/**
 * The repository from earlier when the BMC says that nothing changed since (one request), else read and kept. A BMC
 * that does not tell, and a folder that cannot be written, only cost time.
 */
export async function cachedRepository(request: CacheRequest): Promise<SdrRepository> {
  const { client, bmc, signal, folder } = request;
  if (folder === null) return readSdrRepository(bmc, { signal });
  const guid = client.session?.guid ?? "";
  const path = join(folder, `${encodeURIComponent(`${request.name} ${guid}`)}.sdr`);
  const kept = read(path);
  if (kept !== null && kept.stamp === (await sdrRepositoryStamp(bmc, { signal }))) {
    return { ...decoded(kept.records), stamp: kept.stamp };
  }
  const repository = await readSdrRepository(bmc, { signal });
  if (repository.stamp !== null && repository.warnings.length === 0) keep(path, repository);
  return repository;
}

/** Repositories of this run by their bytes: machines of one model have the same, and decoding takes longer than reading. */
const known = new Map<string, SdrRepository>();

function decoded(records: Buffer): SdrRepository {
  const bytes = records.toString("latin1");
  const found = known.get(bytes);
  if (found !== undefined) return found;
  const repository = sdrRepositoryOf(splitRecords(records), null);
  known.set(bytes, repository);
  return repository;
}

/** First line of a kept file, before the records. */
const FORMAT = "lightsout sdr 1 ";

/** Small files of this machine, read and written at once: a hundred hosts would wait for four threads otherwise. */
function read(path: string): { readonly stamp: string; readonly records: Buffer } | null {
  const bytes = contentOf(path);
  const end = bytes?.indexOf("\n") ?? -1;
  if (bytes === null || end < 0) return null;
  const first = bytes.toString("latin1", 0, end);
  if (!first.startsWith(FORMAT)) return null;
  return { stamp: first.slice(FORMAT.length), records: bytes.subarray(end + 1) };
}

function contentOf(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

function keep(path: string, { stamp, images }: SdrRepository): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, Buffer.concat([Buffer.from(`${FORMAT}${stamp}\n`), ...images]), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // A full disk or a folder of somebody else: the next run reads again.
  }
}
