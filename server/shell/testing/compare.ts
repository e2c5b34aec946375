import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { expect } from "vitest";
import { IpmiSimulator, type SimulatorOptions } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import {
  Credentials,
  createIpmiClient,
  type IpmiClient,
  systemClock,
  systemEntropy,
  udpNetwork,
} from "@/server/ipmi";
import { lookUp } from "../registry";
import { runVerb } from "../run-verb";
import { UsageError, type VerbView } from "../verb";
import { createVerbContext } from "../verb-context";

export interface Printed {
  readonly output: string;
  readonly complaint: string;
  readonly exitCode: number;
}

export interface CompareOptions {
  readonly view?: Partial<VerbView>;
  /** Where the two differ for a reason: what to make alike in both outputs, and why it differs. */
  readonly except?: readonly {
    readonly pattern: RegExp;
    readonly becomes: string;
    readonly reason: string;
  }[];
  /** Also the error output, line by line. Default false: exit codes and standard output only. */
  readonly complaints?: boolean;
}

/** One ipmi_sim that ipmitool and our verbs talk to in turn. */
export class ComparedBmc {
  private constructor(
    private readonly folder: string,
    readonly simulator: IpmiSimulator,
    readonly client: IpmiClient,
  ) {}

  /** Each test file has an address of its own on the loopback net. */
  static async start(address: string, options: Partial<SimulatorOptions> = {}): Promise<ComparedBmc> {
    const folder = await temporaryFolder();
    const simulator = new IpmiSimulator({ folder: `${folder}/sim`, address, ...options });
    await simulator.start();
    const client = createIpmiClient({
      network: udpNetwork,
      clock: systemClock,
      entropy: systemEntropy,
      endpoint: { address, port: simulator.port },
      credentials: new Credentials({ username: simulator.user, password: simulator.password }),
      cipherSuites: [3],
    });
    return new ComparedBmc(folder, simulator, client);
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.simulator.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What our verb prints. */
  async ours(words: readonly string[], view: Partial<VerbView> = {}): Promise<Printed> {
    const notes: string[] = [];
    const context = createVerbContext({
      client: this.client,
      signal: AbortSignal.timeout(50_000),
      note: (line) => notes.push(line),
      verbosity: view.verbosity ?? 0,
      csv: view.csv ?? false,
    });
    try {
      const { output, complaint, exitCode } = await runVerb(await lookUp(words), context);
      return { output, complaint: [...notes, complaint].filter(Boolean).join("\n"), exitCode };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { output: error.output, complaint: error.message, exitCode: error.exitCode };
    }
  }

  /** What ipmitool prints. */
  ipmitool(words: readonly string[], view: Partial<VerbView> = {}): Promise<Printed> {
    const { address, port, user, password } = this.simulator;
    const connection = ["-I", "lanplus", "-C", "3", "-H", address, "-p", String(port)];
    const flags = [...Array.from({ length: view.verbosity ?? 0 }, () => "-v"), ...(view.csv ? ["-c"] : [])];
    const args = [...connection, "-U", user, "-P", password, ...flags, ...words];
    return new Promise((resolve, reject) => {
      execFile("ipmitool", args, { timeout: 50_000 }, (error, output, complaint) => {
        if (error !== null && typeof error.code !== "number") reject(error);
        else resolve({ output, complaint, exitCode: typeof error?.code === "number" ? error.code : 0 });
      });
    });
  }

  /** Fails with a diff unless our verb prints what ipmitool prints and ends as it ends. */
  async expectSameAsIpmitool(words: readonly string[], options: CompareOptions = {}): Promise<void> {
    const theirs = await this.ipmitool(words, options.view);
    const ours = await this.ours(words, options.view);
    expect(comparable(ours, options), words.join(" ")).toEqual(comparable(theirs, options));
  }
}

function comparable({ output, complaint, exitCode }: Printed, options: CompareOptions): object {
  return {
    output: alike(output, options),
    exitCode,
    ...(options.complaints && { complaint: alike(complaint, options).trim().split("\n") }),
  };
}

function alike(text: string, { except = [] }: CompareOptions): string {
  return except.reduce((changed, { pattern, becomes }) => changed.replace(pattern, becomes), text);
}
