import {
  openSolConsole,
  Privilege,
  type SolConsole,
  SolError,
  type SolProblem,
  systemClock,
} from "@/server/ipmi";
import { defineVerb, UsageError, type VerbContext, VerbFailure } from "../verb";
import { type ConsoleEnd, ConsoleTerminal } from "./console-terminal";
import { solHelp } from "./help";
import { activationRefusal, parseInstance } from "./instance";

/** The codes of Activate Payload behind the engine's words. */
const codes: Readonly<Partial<Record<SolProblem, number>>> = {
  "in-use": 0x80,
  disabled: 0x81,
  limit: 0x82,
  "encryption-refused": 0x83,
  "encryption-required": 0x84,
};

/**
 * The host's serial console in the person's terminal until `~.`, the BMC, or a signal ends it. Whoever else has the
 * console keeps it: `sol deactivate` first, as with ipmitool. The session is kept alive in any case.
 */
export const activate = defineVerb<number, { instance: number }>({
  path: ["sol", "activate"],
  usage: "[<usesolkeepalive|nokeepalive>] [instance=<number>]",
  summary: "The host's serial console in this terminal",
  privilege: Privilege.User,
  class: "idempotent",
  parse: (words) => {
    let instance = 1;
    for (const word of words) {
      if (word.startsWith("instance=")) instance = parseInstance(word.slice("instance=".length));
      else if (word !== "usesolkeepalive" && word !== "nokeepalive") throw new UsageError(solHelp);
    }
    return instance;
  },
  run: async (context, instance) => {
    if (context.terminal === undefined) throw new VerbFailure("sol activate needs a terminal");
    const terminal = new ConsoleTerminal(context.terminal, () => process.kill(process.pid, "SIGTSTP"));
    const console = await open(context, instance, terminal);
    try {
      terminal.attach(console);
      const end = await untilEnded(context, terminal);
      if (end.by === "bmc") throw closedByBmc(end);
      return { instance };
    } finally {
      await terminal.release();
      await console.close();
    }
  },
  text: () => "",
});

async function open(
  { client, signal, workarounds }: VerbContext,
  instance: number,
  terminal: ConsoleTerminal,
): Promise<SolConsole> {
  try {
    const options = { clock: systemClock, takeOver: false, signal, instance, workarounds };
    return await openSolConsole(client, terminal.events, options);
  } catch (error) {
    if (!(error instanceof SolError)) throw error;
    const code = codes[error.problem];
    throw new VerbFailure(code === undefined ? error.message : activationRefusal(code), { cause: error });
  }
}

/** Also ends on the caller's signal and when the terminal hangs up: the console is closed and the terminal restored. */
async function untilEnded({ signal }: VerbContext, terminal: ConsoleTerminal): Promise<ConsoleEnd> {
  return new Promise((resolve, reject) => {
    const hungUp = () => reject(new VerbFailure("the terminal has hung up"));
    const aborted = () => reject(new VerbFailure("interrupted", { cause: signal.reason }));
    const done = () => {
      process.off("SIGHUP", hungUp);
      signal.removeEventListener("abort", aborted);
    };
    process.once("SIGHUP", hungUp);
    signal.addEventListener("abort", aborted, { once: true });
    if (signal.aborted) aborted();
    terminal.ended.then(resolve, reject).finally(done);
  });
}

function closedByBmc({ reason }: Extract<ConsoleEnd, { by: "bmc" }>): VerbFailure {
  const why = reason === null ? "" : `\n${reason.message}`;
  return new VerbFailure(`SOL session closed by BMC${why}`, { cause: reason });
}
