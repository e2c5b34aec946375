/** What the shell needs to know of its host. */
export interface ShellHost {
  readonly hostName: string;
  readonly product: string;
  /** Seconds since the kernel started. */
  uptime(): number;
  /** Wall-clock milliseconds. */
  now(): number;
  /** 0–1. */
  load(): number;
  kernelLog(): string;
}

/** What a typed line does: text to print, and what becomes of the host or the session. */
export interface ShellResult {
  readonly text: string;
  readonly effect?: "poweroff" | "reboot" | "panic" | "exit";
}

type ShellCommand = (host: ShellHost, words: readonly string[]) => ShellResult;

const says = (text: string): ShellResult => ({ text: text === "" ? "" : `${text}\r\n` });
const MOST_NUMBERS = 5000;

const commands: Readonly<Record<string, ShellCommand>> = {
  uname: ({ hostName }, [option]) =>
    says(
      option === "-a"
        ? `Linux ${hostName} 6.1.0-28-amd64 #1 SMP PREEMPT_DYNAMIC x86_64 GNU/Linux`
        : option === "-r"
          ? "6.1.0-28-amd64"
          : "Linux",
    ),
  uptime: (host) => {
    const minutes = Math.floor(host.uptime() / 60);
    const time = new Date(host.now()).toISOString().slice(11, 19);
    const days = Math.floor(minutes / 1440);
    const clock = `${Math.floor(minutes / 60) % 24}:${`${minutes % 60}`.padStart(2, "0")}`;
    const load = (host.load() * 64).toFixed(2);
    return says(` ${time} up ${days} days, ${clock},  1 user,  load average: ${load}, ${load}, ${load}`);
  },
  dmesg: (host) => ({ text: host.kernelLog() }),
  hostname: ({ hostName }) => says(hostName),
  whoami: () => says("root"),
  pwd: () => says("/root"),
  date: (host) => says(new Date(host.now()).toUTCString()),
  ls: () => says("anaconda-ks.cfg  backup.sh  notes.txt"),
  echo: (_, words) => says(words.join(" ")),
  seq: (_, [last = "1"]) => {
    const count = Math.min(MOST_NUMBERS, Math.max(0, Math.floor(Number(last)) || 0));
    return { text: Array.from({ length: count }, (_, n) => `${n + 1}\r\n`).join("") };
  },
  dmidecode: ({ product }) => says(`Product Name: ${product}`),
  true: () => says(""),
  clear: () => ({ text: "\x1b[2J\x1b[H" }),
  help: () => says(Object.keys(commands).sort().join(" ")),
  exit: () => ({ text: "logout\r\n", effect: "exit" }),
  logout: () => ({ text: "logout\r\n", effect: "exit" }),
  poweroff: () => ({ text: "", effect: "poweroff" }),
  halt: () => ({ text: "", effect: "poweroff" }),
  reboot: () => ({ text: "", effect: "reboot" }),
};

const SYSRQ = /^echo\s+"?(\w)"?\s*>\s*\/proc\/sysrq-trigger$/;

/** Executes one line: commands one after the other, up to the one that ends the session or the host. */
export function runShellLine(host: ShellHost, line: string): ShellResult {
  let printed = "";
  for (const command of line.split(/;|&&/)) {
    const { text, effect } = runCommand(host, command.trim());
    printed += text;
    if (effect !== undefined) return { text: printed, effect };
  }
  return { text: printed };
}

function runCommand(host: ShellHost, text: string): ShellResult {
  if (text === "") return { text: "" };
  const key = SYSRQ.exec(text)?.[1];
  if (key !== undefined) return sysRq(key);
  const [name = "", ...words] = text.split(/\s+/);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return command?.(host, words) ?? says(`-bash: ${name}: command not found`);
}

/** The kernel's emergency keys: what they print comes from the kernel, not from here. */
export function sysRq(key: string): ShellResult {
  switch (key) {
    case "c":
      return { text: "", effect: "panic" };
    case "b":
      return { text: "", effect: "reboot" };
    case "o":
      return { text: "", effect: "poweroff" };
    default:
      return { text: "" };
  }
}
