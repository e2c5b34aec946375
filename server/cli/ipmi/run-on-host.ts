import {
  type CommandSender,
  type Credentials,
  type IpmiClient,
  IpmiError,
  type SdrRepository,
} from "@/server/ipmi";
import type { FoundVerb } from "@/server/shell/registry";
import { runVerb, type VerbOutcome } from "@/server/shell/run-verb";
import { type VerbContext, VerbFailure, type VerbTerminal } from "@/server/shell/verb";
import { createVerbContext } from "@/server/shell/verb-context";
import { type ConnectionPlan, openClient, requestBudget, senderFor } from "./connection";
import { filesOfThisMachine } from "./files-of-this-machine";
import type { IpmiOptions } from "./options";
import { cachedRepository, repositoryOfFile } from "./sdr-cache";

export interface HostRun {
  readonly host: string;
  readonly options: IpmiOptions;
  readonly plan: ConnectionPlan;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  readonly note: (line: string) => void;
  readonly terminal?: VerbTerminal;
  /** Absent where one answer would be for many hosts. */
  readonly askSecret?: VerbContext["askSecret"];
  /** Where SDRs are kept between runs; null for nowhere. */
  readonly cacheFolder: string | null;
}

/** Logs in, works, logs out. Rejects only with errors that nobody expected. */
export async function withSession(
  run: HostRun,
  work: (context: VerbContext) => Promise<VerbOutcome>,
): Promise<VerbOutcome> {
  let client: IpmiClient | null = null;
  try {
    client = await openClient(run.host, run.options, run.plan, run.credentials);
    const budgetMs = requestBudget(run.options);
    await client.connect({ signal: run.signal, ...(budgetMs !== null && { budgetMs }) });
    return await work(contextFor(run, client));
  } catch (error) {
    if (error instanceof IpmiError) return noSession(run.options, error);
    throw error;
  } finally {
    await client?.close();
  }
}

/** One verb on one host. */
export function runOnHost(run: HostRun, found: FoundVerb): Promise<VerbOutcome> {
  return withSession(run, (context) => runVerb(found, context));
}

export function contextFor(run: HostRun, client: IpmiClient): VerbContext {
  const { options, plan, signal, note, terminal, askSecret } = run;
  const bmc = senderFor(client, options);
  return createVerbContext({
    client,
    bmc,
    ...(options.bridge.target !== 0 && { address: options.bridge.target }),
    signal,
    note,
    verbosity: options.verbosity,
    csv: options.csv,
    utc: options.utc,
    lun: options.lun,
    patience: { seconds: options.seconds, tries: options.tries },
    workarounds: plan.workarounds,
    files: filesOfThisMachine,
    sdr: once(() => repository(run, client, bmc)),
    ...(terminal && { terminal }),
    ...(askSecret && { askSecret }),
  });
}

async function repository(run: HostRun, client: IpmiClient, bmc: CommandSender): Promise<SdrRepository> {
  const { host, options, signal, cacheFolder, note } = run;
  if (options.sdrFile !== null) {
    try {
      return await repositoryOfFile(options.sdrFile);
    } catch (error) {
      // As in ipmitool: the BMC has them, too.
      if (!(error instanceof VerbFailure)) throw error;
      note(error.message);
    }
  }
  const { target, channel } = options.bridge;
  const name = `${host} ${options.port} ${target} ${channel}`;
  return cachedRepository({ client, bmc, signal, folder: cacheFolder, name });
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** ipmitool's last lines when there is no session, after the reason. */
function noSession({ interface: kind }: IpmiOptions, error: IpmiError): VerbOutcome {
  const line =
    kind === "lan"
      ? "Error: Unable to establish LAN session\nError: Unable to establish IPMI v1.5 / RMCP session"
      : "Error: Unable to establish IPMI v2 / RMCP+ session";
  return { output: "", complaint: `${error.message}\n${line}`, exitCode: 1, failure: error };
}
