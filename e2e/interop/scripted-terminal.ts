import type { VerbTerminal } from "@/server/shell/verb";
import { type Line, Script } from "./script";

/** How one leaves ipmitool's console, and ours. */
export const LEAVE = "\r~.";

/** A terminal for a verb, with a person at it who follows a script. */
export class ScriptedTerminal implements VerbTerminal {
  readonly escape = "~";
  private readonly script: Script;
  private input: (bytes: Buffer) => void = () => undefined;

  constructor(lines: readonly Line[]) {
    this.script = new Script(lines, (keys) => setImmediate(() => this.input(Buffer.from(keys, "latin1"))));
  }

  /** Everything has appeared. */
  get done(): boolean {
    return this.script.done;
  }

  open(input: (bytes: Buffer) => void) {
    this.input = input;
    this.script.heard("");
    return {
      write: (bytes: Uint8Array) => {
        this.script.heard(Buffer.from(bytes).toString("latin1"));
        return Promise.resolve();
      },
      suspend: () => undefined,
      resume: () => undefined,
      release: () => undefined,
    };
  }
}
