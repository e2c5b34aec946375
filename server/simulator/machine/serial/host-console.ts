import type { Clock, TimerHandle } from "../../../ipmi/clock";
import type { MachineSerialPort } from "../../machine";
import type { HostStory } from "../../profiles/profile";
import { PacedOutput } from "./paced-output";
import {
  BOOTED_MS,
  type BootChoice,
  bootScript,
  KERNEL_STARTS_MS,
  kernelLine,
  kernelMessages,
  panicScript,
  type Script,
  SHUT_DOWN_MS,
  shutdownScript,
  staysInSetup,
} from "./scripts";
import { runShellLine, type ShellHost, type ShellResult, sysRq } from "./shell";

export interface HostConsoleOptions {
  readonly host: HostStory;
  readonly hostName: string;
  readonly clock: Clock;
  readonly now: () => number;
  readonly load: () => number;
  /** The operating system halts or restarts the machine, now. */
  readonly powerFromInside: (what: "off" | "reset") => void;
  readonly panicked: () => void;
}

/** A BREAK makes the next key a SysRq for this long. */
const SYSRQ_MS = 5000;
const LONGEST_LINE = 256;
const SYSRQ_HELP =
  "sysrq: HELP : loglevel(0-9) reboot(b) crash(c) show-help(h) poweroff(o) sync(s) show-task-states(t) unmount(u)";

type Stage = "login" | "password" | "shell";

/** What runs on the host, as far as its serial port shows it. Nothing is made up while nobody listens. */
export class HostConsole implements MachineSerialPort {
  private readonly output: PacedOutput;
  private isOn = false;
  private startedAt = 0;
  private choice: BootChoice;
  private isHung = false;
  private shuttingDown = false;
  private script: { readonly lines: Script; readonly at: number; next: number } | null = null;
  private timer: TimerHandle | null = null;
  private ending: TimerHandle | null = null;
  private stage: Stage = "login";
  private line = "";
  private inEscape = false;
  private breakAt = Number.NEGATIVE_INFINITY;
  private readonly shell: ShellHost;

  constructor(private readonly options: HostConsoleOptions) {
    const { clock, hostName, host, now, load } = options;
    this.output = new PacedOutput(clock);
    this.choice = { device: 0, hostName };
    this.shell = {
      hostName,
      product: host.product,
      now,
      load,
      uptime: () => this.kernelSeconds(),
      kernelLog: () =>
        kernelMessages(host)
          .map(([at, text]) => kernelLine(at, text))
          .join(""),
    };
  }

  /** The host starts, from power-on or reset. */
  start(at: number, device: number): void {
    this.stopTimers();
    this.output.drop();
    this.isOn = true;
    this.isHung = false;
    this.shuttingDown = false;
    this.startedAt = at;
    this.stage = "login";
    this.line = "";
    this.choice = { device, hostName: this.options.hostName };
    this.play(bootScript(this.options.host, this.choice), at);
  }

  powerLost(): void {
    this.isOn = false;
    this.stopTimers();
    this.output.drop();
    this.script = null;
  }

  /** The power button was pressed: how long an orderly end takes, null when nothing runs that would hear it. */
  shutDownMs(at: number): number | null {
    return this.isRunning(at) ? SHUT_DOWN_MS : null;
  }

  /** Begins the orderly end; somebody else turns the power off when it is over. */
  shutDown(at: number, restarts = false): void {
    if (!this.isRunning(at)) return;
    this.shuttingDown = true;
    this.play(shutdownScript(this.kernelSeconds(), restarts), at);
  }

  panic(at: number, reason: string): void {
    if (!this.isRunning(at)) return;
    this.isHung = true;
    this.play(panicScript(this.kernelSeconds(), `Kernel panic - not syncing: ${reason}`), at);
    this.options.panicked();
  }

  /** The kernel has something to say; while none runs, nothing. */
  kernelSays(message: string): void {
    if (this.isRunning(this.options.now())) this.output.write(kernelLine(this.kernelSeconds(), message));
  }

  input(bytes: Uint8Array): void {
    for (const byte of bytes) this.key(byte);
  }

  sendBreak(): void {
    this.breakAt = this.options.now();
  }

  onOutput(listener: ((bytes: Buffer) => void) | null): void {
    this.output.listen(listener);
    if (this.timer !== null) this.options.clock.clearTimeout(this.timer);
    this.timer = null;
    // What was printed before somebody listened is gone.
    if (listener !== null && this.script !== null) {
      const passed = this.options.now() - this.script.at;
      const next = this.script.lines.findIndex(([after]) => after > passed);
      this.script.next = next === -1 ? this.script.lines.length : next;
      this.continue();
    }
  }

  stop(): void {
    this.stopTimers();
    this.output.listen(null);
  }

  private isRunning(at: number): boolean {
    const booted = at - this.startedAt >= BOOTED_MS && !staysInSetup(this.choice);
    return this.isOn && booted && !this.isHung && !this.shuttingDown;
  }

  private kernelSeconds(): number {
    return Math.max(0, (this.options.now() - this.startedAt - KERNEL_STARTS_MS) / 1000);
  }

  private play(lines: Script, at: number): void {
    const last = lines.at(-1)?.[0] ?? 0;
    const isOver = this.options.now() - at > last;
    this.script = isOver ? null : { lines, at, next: 0 };
    this.continue();
  }

  /** Prints what is due of the script and waits for the next line; only while somebody listens. */
  private continue(): void {
    const { clock, now } = this.options;
    if (this.timer !== null) clock.clearTimeout(this.timer);
    this.timer = null;
    const { script } = this;
    if (script === null || !this.output.isHeard) return;
    const passed = now() - script.at;
    for (; script.next < script.lines.length; script.next++) {
      const [after, text] = script.lines[script.next] ?? [0, ""];
      if (after > passed) {
        this.timer = clock.setTimeout(() => this.continue(), Math.ceil(after - passed));
        return;
      }
      this.output.write(text);
    }
    this.script = null;
  }

  private key(byte: number): void {
    const at = this.options.now();
    if (at - this.breakAt < SYSRQ_MS) {
      this.breakAt = Number.NEGATIVE_INFINITY;
      this.emergencyKey(String.fromCharCode(byte), at);
      return;
    }
    if (!this.isRunning(at)) return;
    if (this.inEscape) {
      // The last character of an escape sequence is a letter or a tilde.
      this.inEscape = !/[A-Za-z~]/.test(String.fromCharCode(byte));
      return;
    }
    switch (byte) {
      case 0x1b:
        this.inEscape = true;
        return;
      case 0x0d:
      case 0x0a:
        this.enter();
        return;
      case 0x08:
      case 0x7f:
        this.erase();
        return;
      case 0x03:
        this.line = "";
        this.output.write(`^C\r\n${this.prompt()}`);
        return;
      case 0x04:
        if (this.line === "" && this.stage === "shell") this.apply({ text: "logout\r\n", effect: "exit" });
        return;
      default:
        if (byte >= 0x20 && this.line.length < LONGEST_LINE) this.type(byte);
    }
  }

  private type(byte: number): void {
    const character = String.fromCharCode(byte);
    this.line += character;
    if (this.stage !== "password") this.output.write(character);
  }

  private erase(): void {
    if (this.line === "") return;
    this.line = this.line.slice(0, -1);
    if (this.stage !== "password") this.output.write("\b \b");
  }

  private enter(): void {
    const { line, stage } = this;
    this.line = "";
    this.output.write("\r\n");
    switch (stage) {
      case "login":
        if (line !== "") this.stage = "password";
        this.output.write(this.prompt());
        return;
      case "password":
        this.stage = "shell";
        this.output.write(`Linux ${this.options.hostName} 6.1.0-28-amd64 x86_64\r\n${this.prompt()}`);
        return;
      case "shell":
        this.apply(runShellLine(this.shell, line));
    }
  }

  private apply({ text, effect }: ShellResult): void {
    const at = this.options.now();
    this.output.write(text);
    switch (effect) {
      case "panic":
        this.panic(at, "sysrq triggered crash");
        return;
      case "poweroff":
        this.endItself("off", at);
        return;
      case "reboot":
        this.endItself("reset", at);
        return;
      case "exit":
        this.stage = "login";
    }
    this.output.write(this.prompt());
  }

  private endItself(what: "off" | "reset", at: number): void {
    this.shutDown(at, what === "reset");
    this.ending = this.options.clock.setTimeout(() => this.options.powerFromInside(what), SHUT_DOWN_MS);
  }

  private emergencyKey(key: string, at: number): void {
    if (!this.isOn || at - this.startedAt < BOOTED_MS) return;
    const { effect } = sysRq(key);
    if (effect === "panic") this.panic(at, "sysrq triggered crash");
    else if (effect === "reboot") this.options.powerFromInside("reset");
    else if (effect === "poweroff") this.options.powerFromInside("off");
    else this.output.write(kernelLine(this.kernelSeconds(), SYSRQ_HELP));
  }

  private prompt(): string {
    const { hostName } = this.options;
    const prompts = { login: `${hostName} login: `, password: "Password: ", shell: `root@${hostName}:~# ` };
    return prompts[this.stage];
  }

  private stopTimers(): void {
    const { clock } = this.options;
    for (const timer of [this.timer, this.ending]) if (timer !== null) clock.clearTimeout(timer);
    this.timer = null;
    this.ending = null;
  }
}
