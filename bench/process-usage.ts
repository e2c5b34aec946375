import { readdir, readFile } from "node:fs/promises";

/** Kernel clock ticks a second; 100 on every Linux that Node runs on. */
const TICKS = 100;

/** User and system seconds a process used so far, without its children. */
export async function cpuSeconds(pid: number): Promise<number> {
  const { utime, stime } = parseStat(await readFile(`/proc/${pid}/stat`, "utf8"));
  return (utime + stime) / TICKS;
}

export async function residentMebibytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}

/** A process that another one started, or one that those started. */
export interface Descendant {
  readonly pid: number;
  readonly name: string;
  /** User and system seconds of it and of its children that ended. */
  readonly cpuSeconds: number;
}

export async function descendantsOf(pid: number): Promise<readonly Descendant[]> {
  const all = new Map<number, Stat>();
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    // Null: it has ended meanwhile.
    const text = await readFile(`/proc/${entry}/stat`, "utf8").catch(() => null);
    if (text !== null) all.set(Number(entry), parseStat(text));
  }
  const isBelow = (one: number): boolean => {
    const parent = all.get(one)?.parent;
    return parent === pid || (parent !== undefined && parent > 1 && isBelow(parent));
  };
  return [...all].flatMap(([one, { name, utime, stime, childrenTime }]) =>
    isBelow(one) ? [{ pid: one, name, cpuSeconds: (utime + stime + childrenTime) / TICKS }] : [],
  );
}

interface Stat {
  readonly name: string;
  readonly parent: number;
  readonly utime: number;
  readonly stime: number;
  readonly childrenTime: number;
}

/** The name in parentheses may hold blanks: fields are counted after it. */
function parseStat(stat: string): Stat {
  const end = stat.lastIndexOf(")");
  // The parent is field 4; utime, stime, cutime and cstime are 14 to 17.
  const fields = stat.slice(end + 2).split(" ");
  const [utime = 0, stime = 0, cutime = 0, cstime = 0] = fields.slice(11, 15).map(Number);
  return {
    name: stat.slice(stat.indexOf("(") + 1, end),
    parent: Number(fields[1]),
    utime,
    stime,
    childrenTime: cutime + cstime,
  };
}
