import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  type CommandSender,
  type IpmiClient,
  readSdrRepository,
  type SdrRepository,
  sdrRepositoryOf,
  sdrRepositoryStamp,
} from "@/server/ipmi";
import { splitRecords } from "@/server/shell/sdr/split-records";
import { filesOfThisMachine } from "./files-of-this-machine";

/** -S: the repository as it was dumped, not asked of the BMC. Rejects with VerbFailure. */
export async function repositoryOfFile(path: string): Promise<SdrRepository> {
  return sdrRepositoryOf(splitRecords(await filesOfThisMachine.read(path)), null);
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
  // What was read with gaps is not worth keeping.
  if (repository.stamp !== null && repository.warnings.length === 0) {
    keep(path, repository.stamp, repository.images);
  }
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

/** First line of a kept file: this, the hash of stamp and records, and the stamp. The records follow. */
const FORMAT = "lightsout sdr 2 ";
const HASH_DIGITS = 64;
/** Four thousand records of the longest kind. */
const MOST_BYTES = 1_048_576;

interface Kept {
  readonly stamp: string;
  readonly records: Buffer;
}

/** Small files of this machine, read and written at once: a hundred hosts would wait for four threads otherwise. */
function read(path: string): Kept | null {
  const bytes = ownFile(path);
  const end = bytes?.indexOf("\n") ?? -1;
  if (bytes === null || end < 0) return null;
  const first = bytes.toString("latin1", 0, end);
  const stampAt = FORMAT.length + HASH_DIGITS + 1;
  const kept = { stamp: first.slice(stampAt), records: bytes.subarray(end + 1) };
  return first === firstLine(kept) ? kept : null;
}

function firstLine({ stamp, records }: Kept): string {
  const hash = createHash("sha256").update(stamp).update("\n").update(records).digest("hex");
  return `${FORMAT}${hash} ${stamp}`;
}

/** The bytes of a plain file of our own; null for anything else: a link, a pipe, a file of somebody else. */
function ownFile(path: string): Buffer | null {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  let file: number | null = null;
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const stats = fstatSync(file);
    const own = process.getuid === undefined || stats.uid === process.getuid();
    return own && stats.isFile() && stats.size <= MOST_BYTES ? readFileSync(file) : null;
  } catch (error) {
    if (isFileError(error)) return null;
    throw error;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** Written beside and moved into place, so that nobody ever reads half a file. */
function keep(path: string, stamp: string, images: readonly Buffer[]): void {
  const records = Buffer.concat(images);
  if (records.length > MOST_BYTES / 2) return;
  const beside = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(beside, Buffer.concat([Buffer.from(`${firstLine({ stamp, records })}\n`), records]), {
      mode: 0o600,
      flag: "wx",
    });
    renameSync(beside, path);
  } catch (error) {
    // A full disk or a folder of somebody else: the next run reads again.
    if (!isFileError(error)) throw error;
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
