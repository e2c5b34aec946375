import { spawnSync } from "node:child_process";
import { isatty } from "node:tty";
import type { TerminalHold, VerbTerminal } from "@/server/shell/verb";

/** The terminal of this process for verbs that take it over; null when there is none. */
export function processTerminal(escapeCharacter: string): VerbTerminal | null {
  // Not stdin.isTTY: making the stream takes longer than asking.
  if (!isatty(0)) return null;
  let taken = false;
  return {
    escape: escapeCharacter,
    open(input): TerminalHold {
      if (taken) throw new Error("the terminal is taken");
      taken = true;
      const { stdin, stdout } = process;
      let released = false;
      const listen = (chunk: Buffer | string) => input(Buffer.from(chunk));
      const resume = () => {
        stdin.setRawMode(true);
        passOutputThrough();
        stdin.on("data", listen).resume();
      };
      const suspend = () => {
        stdin.off("data", listen).pause();
        stdin.setRawMode(false);
      };
      resume();
      return {
        write: (bytes) => new Promise((resolve) => stdout.write(bytes, () => resolve())),
        suspend,
        resume,
        release() {
          if (released) return;
          released = true;
          taken = false;
          suspend();
        },
      };
    },
  };
}

/**
 * Node's raw mode still turns each line feed into two characters, which a host's full-screen programs do not expect. It
 * goes back to what it was with raw mode. Without `stty`, lines are only spaced wider.
 */
function passOutputThrough(): void {
  spawnSync("stty", ["-opost"], { stdio: ["inherit", "ignore", "ignore"] });
}
