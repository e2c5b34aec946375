import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { IpmiSimulator } from "../../e2e/fixtures/ipmi-sim";
import type { Lab } from "../../e2e/fixtures/lab";
import { BrowserConsole } from "./browser-console";

/** A console that somebody has open, by whatever program. */
export interface OpenConsole {
  type(keys: string): void;
  /** It is closed although nobody asked for that. */
  readonly hasEnded: boolean;
  /** Leaves it so that the next way finds it free. */
  close(): Promise<void>;
}

/** A way to a host's console: the engine's, or a tool's. */
export interface ConsoleWay {
  readonly name: string;
  open(lab: Lab, onOutput: (bytes: Buffer) => void): Promise<OpenConsole>;
}

/** The engine keeps a console for half a minute after its last viewer left. */
const LINGER_MS = 32_000;
const LONGEST_OPENING_MS = 20_000;
const LONGEST_LEAVING_MS = 10_000;

export const engineSocket: ConsoleWay = {
  name: "the engine's socket, as a browser uses it",
  async open({ engine, admin, host }, onOutput) {
    const console = await BrowserConsole.join(engine, admin, host, onOutput);
    return {
      type: (keys) => console.type(keys),
      get hasEnded() {
        return console.isClosed;
      },
      async close() {
        await console.close();
        await pause(LINGER_MS);
      },
    };
  },
};

export const ipmitool: ConsoleWay = {
  name: "`ipmitool sol activate` in a pseudo-terminal",
  open: ({ simulator }, onOutput) =>
    inTerminal({
      command: `ipmitool -I lanplus -C 3 -H ${simulator.address} ${login("-U", "-P", simulator)} sol activate`,
      opened: "[SOL Session operational.",
      // An escape character counts at the beginning of a line only.
      leave: "\r~.",
      onOutput,
    }),
};

export const ipmiconsole: ConsoleWay = {
  name: "`ipmiconsole` in a pseudo-terminal",
  open: ({ simulator }, onOutput) =>
    inTerminal({
      // Without the flags it ends itself and ipmi_sim: docs/interoperability.md.
      command: `ipmiconsole -h ${simulator.address} ${login("-u", "-p", simulator)} -I 3 -l ADMIN -W opensesspriv,solpayloadsize,solport,solchannelsupport`,
      opened: "[SOL established]",
      leave: "\r&.",
      onOutput,
    }),
};

const login = (user: string, password: string, bmc: IpmiSimulator) =>
  `${user} ${bmc.user} ${password} ${bmc.password}`;

interface TerminalProgram {
  readonly command: string;
  /** What it prints when the console is open. */
  readonly opened: string;
  /** The keys that end it. */
  readonly leave: string;
  readonly onOutput: (bytes: Buffer) => void;
}

/** These programs want a terminal: `script` gives them one, without processing of its own. */
async function inTerminal({ command, opened, leave, onOutput }: TerminalProgram): Promise<OpenConsole> {
  const child = spawn("script", ["-qefc", `stty raw -echo; exec ${command}`, "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  let [said, isOpen] = ["", false];
  const open = new Promise<void>((resolve) => {
    child.stdout.on("data", (bytes: Buffer) => {
      if (isOpen) return onOutput(bytes);
      said += bytes.toString("latin1");
      if (!said.includes(opened)) return;
      isOpen = true;
      resolve();
    });
  });
  await Promise.race([
    open,
    exit.then(([code]) => endedEarly(command, code, said)),
    pause(LONGEST_OPENING_MS).then(() => notOpened(command, said)),
  ]);
  return {
    type: (keys) => child.stdin.write(keys, "latin1"),
    get hasEnded() {
      return hasExited(child);
    },
    async close() {
      if (!hasExited(child)) child.stdin.write(leave);
      const timer = setTimeout(() => child.kill(), LONGEST_LEAVING_MS);
      await exit;
      clearTimeout(timer);
    },
  };
}

const hasExited = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

function endedEarly(command: string, code: unknown, said: string): void {
  throw new Error(`${nameOf(command)} ended with ${code} before the console was open: ${said}`);
}

function notOpened(command: string, said: string): void {
  throw new Error(`${nameOf(command)} did not open the console: ${said}`);
}

const nameOf = (command: string) => command.split(" ", 1)[0];

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
