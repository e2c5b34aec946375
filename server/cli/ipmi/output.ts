import type { Streams } from "./report";

/** As the shell shows a program that SIGPIPE ended. */
const BROKEN_PIPE = 128 + 13;

/**
 * Where results go. Who read them may go away first (`| head`), or the disk be full: then `onLost` is called, nothing more
 * is said, and the process ends with the exit code of that, after all sessions are closed.
 */
export class Output implements Streams {
  private lost: NodeJS.ErrnoException | null = null;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly process: NodeJS.Process) {
    process.stdout.on("error", (error: NodeJS.ErrnoException) => this.lose(error));
    // Complaints that nobody reads change nothing.
    process.stderr.on("error", () => {});
  }

  readonly out = (text: string): void => {
    if (this.lost === null) this.process.stdout.write(text);
  };

  readonly error = (text: string): void => {
    if (this.lost === null) this.process.stderr.write(text);
  };

  onLost(listener: () => void): void {
    this.listeners.push(listener);
  }

  private lose(error: NodeJS.ErrnoException): void {
    if (this.lost !== null) return;
    const isPipe = error.code === "EPIPE";
    if (!isPipe) this.error(`Cannot write the output: ${error.message}\n`);
    this.lost = error;
    this.process.once("exit", () => {
      this.process.exitCode = isPipe ? BROKEN_PIPE : 1;
    });
    for (const listener of this.listeners) listener();
  }
}
