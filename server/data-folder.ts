import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { StartupError } from "./startup-error";

export interface DataFolder {
  readonly path: string;
  /** Lets another engine use the folder. */
  release(): Promise<void>;
}

/**
 * Makes the folder and takes it for this process: two engines on one folder would end each other's database. A lock left by a kill -9 is
 * recognised by its process being gone. Throws StartupError.
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  const lock = join(path, "engine.pid");
  try {
    await mkdir(path, { recursive: true, mode: 0o711 });
    await dropStaleLock(lock, path);
    const file = await open(lock, "wx", 0o644);
    await file.writeFile(`${process.pid}\n`);
    await file.close();
  } catch (cause) {
    if (cause instanceof StartupError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(
      `The data folder ${path} cannot be written (${reason}). Set LIGHTSOUT_DATA to one that can.`,
      {
        cause,
      },
    );
  }
  return { path, release: () => rm(lock, { force: true }) };
}

async function dropStaleLock(lock: string, folder: string): Promise<void> {
  const text = await readFile(lock, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return;
  const pid = Number(text);
  if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && (await isEngine(pid))) {
    throw new StartupError(
      `Another Lightsout (process ${pid}) uses the data folder ${folder}. Stop it first, or set LIGHTSOUT_DATA.`,
    );
  }
  await rm(lock, { force: true });
}

/** Process ids are used again: on Linux, look whether it is a Node process. */
async function isEngine(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (process.platform !== "linux") return true;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.includes("start.mjs") || command.includes("server/main");
}
