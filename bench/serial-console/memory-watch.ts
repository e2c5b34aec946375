import { descendantsOf, residentMebibytes } from "../process-usage";

const LOOK_MS = 100;
const SEARCHERS: readonly string[] = ["rg", "gzip"];

/** The most memory a process had, and the most those had that it started for searching, while it is watched. */
export class MemoryWatch {
  engineMebibytes = 0;
  searchersMebibytes = 0;
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | null = null;

  constructor(private readonly pid: number) {
    this.timer = setInterval(() => {
      this.looking ??= this.look().finally(() => {
        this.looking = null;
      });
    }, LOOK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async look(): Promise<void> {
    this.engineMebibytes = Math.max(this.engineMebibytes, await residentMebibytes(this.pid));
    const searchers = (await descendantsOf(this.pid)).filter(({ name }) => SEARCHERS.includes(name));
    const memory = await Promise.all(searchers.map(({ pid }) => residentOrGone(pid)));
    const sum = memory.reduce((total, one) => total + one, 0);
    this.searchersMebibytes = Math.max(this.searchersMebibytes, sum);
  }
}

/** Of a process that has ended meanwhile, nothing. */
async function residentOrGone(pid: number): Promise<number> {
  const memory = await residentMebibytes(pid).catch(() => 0);
  return Number.isNaN(memory) ? 0 : memory;
}
