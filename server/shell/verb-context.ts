import {
  type CommandSender,
  type IpmiClient,
  readSdrRepository,
  type SdrRepository,
  type Workaround,
} from "@/server/ipmi";
import { type VerbContext, VerbFailure, type VerbFiles, type VerbTerminal } from "./verb";

export interface VerbContextOptions {
  readonly client: IpmiClient;
  /** Where commands go. Default: the client. */
  readonly bmc?: CommandSender;
  /** Slave address of whom `bmc` leads to. Default: the BMC's. */
  readonly address?: number;
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
  /** Default: nobody can be asked. */
  readonly askSecret?: VerbContext["askSecret"];
  readonly verbosity?: number;
  readonly csv?: boolean;
  readonly utc?: boolean;
  readonly lun?: number;
  readonly patience?: VerbContext["patience"];
  /** Default: none. */
  readonly workarounds?: readonly Workaround[];
  /** Default: refuses every file. */
  readonly files?: VerbFiles;
  readonly terminal?: VerbTerminal;
  /** Default: reads the repository of `bmc` once. */
  readonly sdr?: () => Promise<SdrRepository>;
}

const BMC_ADDRESS = 0x20;

/** What verbs run in, on the clock of this machine. */
export function createVerbContext(options: VerbContextOptions): VerbContext {
  const { client, bmc = client, signal, terminal } = options;
  let repository: Promise<SdrRepository> | null = null;
  const readOnce = () => {
    repository ??= readSdrRepository(bmc, { signal });
    return repository;
  };
  return {
    bmc,
    address: options.address ?? BMC_ADDRESS,
    client,
    sdr: options.sdr ?? readOnce,
    signal,
    now: () => new Date(),
    wait: (milliseconds) => wait(milliseconds, signal),
    note: options.note,
    partly: () => {},
    askSecret: options.askSecret ?? (() => Promise.resolve(null)),
    patience: options.patience ?? { seconds: null, tries: null },
    workarounds: options.workarounds ?? [],
    files: options.files ?? noFiles,
    verbosity: options.verbosity ?? 0,
    csv: options.csv ?? false,
    utc: options.utc ?? false,
    lun: options.lun ?? 0,
    ...(terminal && { terminal }),
  };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const done = () => {
      signal.removeEventListener("abort", aborted);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const aborted = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener("abort", aborted, { once: true });
  });
}

const refuse = () => Promise.reject(new VerbFailure("Files cannot be read or written here."));
const noFiles: VerbFiles = { read: refuse, write: refuse };
