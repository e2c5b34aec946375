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

/** Reads the SDR repository once and again only when the BMC says that it changed. */
export class RepositoryCache {
  #cached: { readonly repository: Repository; readonly readAt: number } | null = null;
  #reading: Promise<Repository> | null = null;

  constructor(
    private readonly now: () => number,
    private readonly shared: SharedRepositories,
  ) {}

  /** Concurrent callers share one reading. */
  current(bmc: CommandSender, options: ReaderOptions): Promise<Repository> {
    this.#reading ??= this.#refresh(bmc, options).finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #refresh(bmc: CommandSender, options: ReaderOptions): Promise<Repository> {
    if (this.#cached) {
      const stamp = await sdrRepositoryStamp(bmc, options);
      const fresh =
        stamp === null
          ? this.now() - this.#cached.readAt < BLIND_LIFETIME_MS
          : stamp === this.#cached.repository.stamp;
      if (fresh) return this.#cached.repository;
    }
    const vendor = await vendorBehind(bmc, options);
    const records = this.shared.share(await readSdrRepository(bmc, options));
    const repository = {
      ...records,
      scanner: new SensorScanner(records.sensors, records.controllers, vendor),
      vendor,
    };
    this.#cached = { repository, readAt: this.now() };
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
