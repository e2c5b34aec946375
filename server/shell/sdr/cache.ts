import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type CommandSender,
  type DeviceId,
  getDeviceId,
  type IpmiClient,
  readSdrRepository,
  type SdrRepository,
  sdrRepositoryStamp,
} from "@/server/ipmi";
import { sdrRepositoryOf } from "@/server/ipmi/readers/sdr-repository";
import { SDR_HEADER_BYTES } from "@/server/ipmi/records/sdr/decode-sdr";
import { VerbFailure, type VerbFiles } from "../verb";

export interface SdrCacheOptions {
  /** Made when it is not there, readable for its owner only: `$XDG_CACHE_HOME/lightsout/sdr`. */
  readonly folder: string;
  /** How the BMC is reached: boards with equal GUIDs are told apart by it. */
  readonly address: string;
  readonly client: IpmiClient;
  /** Whose SDRs: the client, or the controller that -t names. Default: the client. */
  readonly bmc?: CommandSender;
  readonly signal: AbortSignal;
}

/**
 * The SDRs of a BMC: from the cache when the BMC says that they are still the same, else read and kept. A cache that
 * cannot be read, or is not what we wrote, is as if it were not there; one that cannot be written is no failure.
 */
export async function cachedSdr(options: SdrCacheOptions): Promise<SdrRepository> {
  const { folder, client, bmc = client, signal } = options;
  const device = await bmc.send(getDeviceId, undefined, { signal });
  const stamp = await sdrRepositoryStamp(bmc, { signal });
  if (stamp === null) return readSdrRepository(bmc, { signal });
  const identity = identityOf(options, device, stamp);
  const path = join(folder, createHash("sha256").update(identity).digest("hex").slice(0, 32));
  const kept = await load(path, identity);
  if (kept !== null) return sdrRepositoryOf(kept, stamp);
  const repository = await readSdrRepository(bmc, { signal });
  // What was read with gaps, or changed under the reading, is not worth keeping.
  if (repository.warnings.length === 0 && repository.stamp === stamp) {
    await store(folder, path, encode(identity, repository.images));
  }
  return repository;
}

/** SDRs from a file of `sdr dump`, as ipmitool's -S takes them: nothing is asked of the BMC. Rejects with VerbFailure. */
export async function sdrFromFile(files: VerbFiles, path: string): Promise<SdrRepository> {
  const bytes = await files.read(path).catch((cause: unknown) => {
    throw new VerbFailure(`Unable to open SDR cache ${path} for reading`, { cause });
  });
  const images = bytes.length > MOST_BYTES ? null : splitRecords(bytes);
  if (images === null) throw new VerbFailure(`${path} is not a file of SDR records`);
  return sdrRepositoryOf(images, null);
}

const MAGIC = Buffer.from("lightsout sdr 1\n", "latin1");
const HASH_BYTES = 32;
/** Four thousand records of the longest kind. */
const MOST_BYTES = 1_048_576;

function identityOf({ address, client }: SdrCacheOptions, device: DeviceId, stamp: string): string {
  return JSON.stringify({ address, guid: client.session?.guid ?? null, device, stamp });
}

/** Magic, hash of identity and records, records. The identity itself stays out: it is in the hash. */
function encode(identity: string, images: readonly Buffer[]): Buffer {
  const records = Buffer.concat(images);
  return Buffer.concat([MAGIC, hashOf(identity, records), records]);
}

function hashOf(identity: string, records: Buffer): Buffer {
  return createHash("sha256").update(identity).update("\0").update(records).digest();
}

async function load(path: string, identity: string): Promise<readonly Buffer[] | null> {
  const bytes = await readOwn(path);
  const start = MAGIC.length + HASH_BYTES;
  if (bytes === null || bytes.length < start || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const records = bytes.subarray(start);
  const sealed = timingSafeEqual(bytes.subarray(MAGIC.length, start), hashOf(identity, records));
  return sealed ? splitRecords(records) : null;
}

/** The bytes of a plain file of our own; null for anything else. */
async function readOwn(path: string): Promise<Buffer | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { uid, size, ...stats } = await file.stat();
      const own = process.getuid === undefined || uid === process.getuid();
      const plain = (stats.mode & constants.S_IFMT) === constants.S_IFREG;
      return own && plain && size <= MOST_BYTES ? await file.readFile() : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isFileError(error)) return null;
    throw error;
  }
}

/** Written beside and moved into place, so that nobody ever reads half a file. */
async function store(folder: string, path: string, content: Buffer): Promise<void> {
  if (content.length > MOST_BYTES) return;
  const beside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(beside, "wx", 0o600);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    if (!isFileError(error)) throw error;
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

/** Records one after the other; null unless they fill the bytes exactly. */
function splitRecords(bytes: Buffer): readonly Buffer[] | null {
  const images: Buffer[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const length = bytes[offset + SDR_HEADER_BYTES - 1];
    if (length === undefined) return null;
    const end = offset + SDR_HEADER_BYTES + length;
    if (end > bytes.length) return null;
    images.push(bytes.subarray(offset, end));
    offset = end;
  }
  return images;
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}
