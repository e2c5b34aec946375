import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";

export interface CommandRun {
  readonly wallSeconds: number;
  /** User and system time of the process and all it waited for. */
  readonly cpuSeconds: number;
  /** UDP datagrams that left any socket of this machine meanwhile: requests and the peers' replies. */
  readonly datagrams: number;
  readonly lines: number;
}

/** Runs a program to its end as a whole process. Rejects when it ends with another exit code than 0 or prints too little. */
export async function runCommand(
  command: readonly string[],
  { atLeastLines }: { readonly atLeastLines: number },
): Promise<CommandRun> {
  const sentBefore = await datagramsSent();
  const { stdout, stderr } = await shell(command);
  const datagrams = (await datagramsSent()) - sentBefore;
  const lines = stdout.split("\n").filter(Boolean).length;
  if (lines < atLeastLines) {
    throw new Error(`${command.join(" ")} printed ${lines} lines, not ${atLeastLines}:\n${stdout}${stderr}`);
  }
  const times = /wall ([\d.]+) user ([\d.]+) sys ([\d.]+)\s*$/.exec(stderr);
  if (!times) throw new Error(`no times after ${command.join(" ")}:\n${stderr}`);
  const [wall, user, sys] = times.slice(1).map(Number) as [number, number, number];
  return { wallSeconds: wall, cpuSeconds: user + sys, datagrams, lines };
}

/** bash's `time` counts the children a program forks and waits for, as ipmi-sensors does. */
function shell(command: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const script = 'TIMEFORMAT="wall %R user %U sys %S"; time "$@"';
  return new Promise((resolve, reject) => {
    execFile(
      "bash",
      ["-c", script, "bash", ...command],
      { maxBuffer: 64 * 2 ** 20 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${command.join(" ")} failed:\n${stderr}`, { cause: error }));
        else resolve({ stdout, stderr });
      },
    );
  });
}

/** UDP datagrams that left any socket of this machine since it started. */
export async function datagramsSent(): Promise<number> {
  const [names = "", values = ""] = (await readFile("/proc/net/snmp", "utf8"))
    .split("\n")
    .filter((line) => line.startsWith("Udp:"));
  return Number(values.split(" ")[names.split(" ").indexOf("OutDatagrams")]);
}
