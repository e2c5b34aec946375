import {
  type CommandSender,
  CompletionCodeError,
  getDeviceId,
  type ReaderOptions,
  readSdrRepository,
  type SdrRepository,
  type SensorIndex,
  SensorScanner,
  sdrRepositoryStamp,
  type Vendor,
  vendorOf,
} from "@/server/ipmi";

import type { SharedRepositories } from "./shared-repositories";

/** The SDRs of a BMC with what is made from them. */
export interface Repository extends SdrRepository {
  /** Remembers between rounds what one reading cannot tell. */
  readonly scanner: SensorScanner;
  readonly index: SensorIndex;
  /** Whose sensors and events they are; null when nothing is known of him. */
  readonly vendor: Vendor | null;
}

/** For a BMC that cannot tell whether its repository changed. */
const BLIND_LIFETIME_MS = 3_600_000;
/** So long a repository is taken as unchanged without asking: parts come and go at people's pace. */
const STAMP_LIFETIME_MS = 300_000;

/** Reads the SDR repository once and again only when the BMC says that it changed, which it is asked now and then. */
export class RepositoryCache {
  #cached: { readonly repository: Repository; readonly readAt: number } | null = null;
  #reading: Promise<Repository> | null = null;
  /** When the BMC last said that what is cached is what it has. */
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly now: () => number,
    private readonly shared: SharedRepositories,
  ) {}

  /** The BMC may have restarted: it is asked at the next use. */
  doubt(): void {
    this.#checkedAt = Number.NEGATIVE_INFINITY;
  }

  /** Concurrent callers share one reading. */
  current(bmc: CommandSender, options: ReaderOptions): Promise<Repository> {
    this.#reading ??= this.#refresh(bmc, options).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #refresh(bmc: CommandSender, options: ReaderOptions): Promise<Repository> {
    if (this.#cached) {
      const { repository, readAt } = this.#cached;
      if (this.now() - this.#checkedAt < STAMP_LIFETIME_MS) return repository;
      const stamp = await sdrRepositoryStamp(bmc, options);
      const fresh = stamp === null ? this.now() - readAt < BLIND_LIFETIME_MS : stamp === repository.stamp;
      if (fresh) {
        this.#checkedAt = this.now();
        return repository;
      }
    }
    const vendor = await vendorBehind(bmc, options);
    const records = this.shared.share(await readSdrRepository(bmc, options));
    const repository = {
      ...records,
      scanner: new SensorScanner(records.sensors, records.controllers, vendor),
      vendor,
    };
    this.#checkedAt = this.now();
    this.#cached = { repository, readAt: this.#checkedAt };
    return repository;
  }
}

async function vendorBehind(bmc: CommandSender, options: ReaderOptions): Promise<Vendor | null> {
  try {
    return vendorOf((await bmc.send(getDeviceId, undefined, options)).manufacturerId);
  } catch (error) {
    if (error instanceof CompletionCodeError) return null;
    throw error;
  }
}
