import { parseArgs } from "node:util";
import { StartupError } from "./startup-error";

export interface CommandLine {
  /** Simulated hosts to begin with; null without `--demo`. */
  readonly demoHosts: number | null;
}

const DEMO_HOSTS = 24;
const MOST_DEMO_HOSTS = 1000;

/** What follows `npm start --`. Throws StartupError for what makes no sense. */
export function readCommandLine(args: readonly string[] = process.argv.slice(2)): CommandLine {
  const { demo, words } = parsed(args);
  const [count, ...rest] = words;
  if (rest.length > 0 || (count !== undefined && !demo)) {
    throw new StartupError(`Not understood: ${words.join(" ")}. There is: npm start -- --demo [N]`);
  }
  if (!demo) return { demoHosts: null };
  const demoHosts = count === undefined ? DEMO_HOSTS : Number(count);
  if (!Number.isInteger(demoHosts) || demoHosts < 1 || demoHosts > MOST_DEMO_HOSTS) {
    throw new StartupError(`--demo takes a number of hosts from 1 to ${MOST_DEMO_HOSTS}, not ${count}.`);
  }
  return { demoHosts };
}

function parsed(args: readonly string[]): { demo: boolean; words: readonly string[] } {
  try {
    const options = { demo: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return { demo: values.demo ?? false, words: positionals };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`${reason} There is: npm start -- --demo [N]`, { cause });
  }
}
