import type { VerbTerminal } from "@/server/shell/verb";

/** What the person types; printable, so that no host takes it for more than a line. */
const LINE = "hello-from-lightsout";

/**
 * A terminal with a person at it who types one line as soon as the console is there, and hangs up when the host has
 * echoed it. `echoed` tells afterwards whether that happened.
 */
export class EchoTerminal implements VerbTerminal {
  readonly escape = "~";
  private seen = "";
  private type: (text: string) => void = () => undefined;
  private hungUp = false;

  get echoed(): boolean {
    return this.hungUp;
  }

  open(input: (bytes: Buffer) => void) {
    this.type = (text) => setImmediate(() => input(Buffer.from(text, "latin1")));
    this.type(`${LINE}\r`);
    return {
      write: (bytes: Uint8Array) => {
        this.heard(Buffer.from(bytes).toString("latin1"));
        return Promise.resolve();
      },
      suspend: () => undefined,
      resume: () => undefined,
      release: () => undefined,
    };
  }

  private heard(text: string): void {
    this.seen += text;
    if (this.hungUp || !this.seen.includes(LINE)) return;
    this.hungUp = true;
    this.type("\r~.");
  }
}
