import { readdir, readFile } from "node:fs/promises";

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Everything that runs on this machine (Linux). */
async function processes(): Promise<Process[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(readProcess));
  return found.filter((process) => process !== null);
}

async function readProcess(pid: string): Promise<Process | null> {
  try {
    const [stat, cmdline] = await Promise.all([
      readFile(`/proc/${pid}/stat`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
    ]);
    // After the name in brackets: state, then the parent's id. A zombie has ended.
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return null;
    return { pid: Number(pid), parent: Number(parent), command: cmdline.replaceAll("\0", " ").trim() };
  } catch {
    return null; // ended meanwhile
  }
}

/** A process and all below it. */
export async function family(root: number): Promise<Process[]> {
  const all = await processes();
  const members = new Set([root]);
  for (let size = 0; size !== members.size; ) {
    size = members.size;
    for (const { pid, parent } of all) if (members.has(parent)) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid));
}

/** Those of `before` that still run. */
export async function survivors(before: readonly Process[]): Promise<Process[]> {
  const now = await processes();
  return now.filter(({ pid, command }) => before.some((old) => old.pid === pid && old.command === command));
}
