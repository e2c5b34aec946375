import { cpus, totalmem } from "node:os";

/** The machine the figures were taken on, in one line. */
export function machine(): string {
  const [cpu] = cpus();
  const model = cpu?.model.trim() ?? "unknown CPU";
  return `${model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;
}
