import { isIP } from "node:net";
import {
  type CommandSender,
  CompletionCodeError,
  type IpmiClient,
  type ReaderOptions,
  type SendOptions,
  type SessionInfo,
  type Workaround,
} from "@/server/ipmi";
import { BmcError } from "../bmc-error";
import type { Deadline } from "../capabilities";
import { translated } from "./map-failure";
import type { Reach } from "./reach";
import { withTimeLimit } from "./time-limit";

/** A whole reading of many commands takes no longer, however slowly a BMC answers each. */
const BULK_BUDGET_MS = 600_000;

/** Every call to the BMC goes through here: logged in first, errors translated by what was under way. */
export class Calls {
  constructor(
    private readonly reach: Reach,
    private readonly address: string,
    /** Laid down by a person for this BMC; readers and the console heed those that are about them. */
    readonly workarounds: readonly Workaround[] = [],
  ) {}

  /** `work` may send several commands; `options` holds the caller's limits for each. Rejects with BmcError. */
  async run<T>(
    deadline: Deadline | undefined,
    work: (bmc: CommandSender, options: SendOptions) => Promise<T>,
  ): Promise<T> {
    const { client, options } = await this.session(deadline);
    return translated("command", () => work(client, options));
  }

  /** As `run`; null when the BMC says it does not know the command. */
  async runIfSupported<T>(
    deadline: Deadline | undefined,
    work: (bmc: CommandSender, options: SendOptions) => Promise<T>,
  ): Promise<T | null> {
    return this.run(deadline, async (bmc, options) => {
      try {
        return await work(bmc, options);
      } catch (error) {
        if (error instanceof CompletionCodeError) return null;
        throw error;
      }
    });
  }

  /** As `run`, for many commands in a row: the budget is the whole's, and people's commands go between them. */
  async bulk<T>(
    deadline: Deadline | undefined,
    work: (bmc: CommandSender, options: ReaderOptions) => Promise<T>,
  ): Promise<T> {
    const { client } = await this.session(deadline);
    return withTimeLimit(deadline?.signal, deadline?.budgetMs ?? BULK_BUDGET_MS, (signal) =>
      translated("command", () =>
        work(client, { signal, priority: "background", workarounds: this.workarounds }),
      ),
    );
  }

  /** A client with a live session. */
  async session(
    deadline: Deadline = {},
  ): Promise<{ client: IpmiClient; options: SendOptions; session: SessionInfo }> {
    const { signal, budgetMs } = deadline;
    const options = { ...(signal && { signal }), ...(budgetMs !== undefined && { budgetMs }) };
    try {
      const client = await this.reach.client(deadline);
      const session = await translated("login", () => client.connect(options));
      return { client, options, session };
    } catch (error) {
      if (isIP(this.address) === 0 && isUnreachable(error)) await this.reach.forget();
      throw error;
    }
  }
}

function isUnreachable(error: unknown): boolean {
  return (
    error instanceof BmcError && (error.failure.code === "no-answer" || error.failure.code === "no-route")
  );
}
