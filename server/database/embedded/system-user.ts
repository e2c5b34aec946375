import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { StartupError } from "@/server/startup-error";

const run = promisify(execFile);
const CANDIDATES = ["postgres", "lightsout"];

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

async function find(name: string): Promise<SystemUser | null> {
  for (const line of (await readFile("/etc/passwd", "utf8")).split("\n")) {
    const [found, , uid, gid] = line.split(":");
    if (found === name) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/**
 * Postgres refuses to run as root: the user to run it as then, made when there is none. A cluster that is there goes on as its owner. Null
 * when we are not root.
 */
export async function databaseUser(cluster: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await ownerOf(cluster);
  if (owner) return owner;
  for (const name of CANDIDATES) {
    const user = await find(name);
    if (user) return user;
  }
  const name = "lightsout";
  try {
    await run("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]);
  } catch (cause) {
    throw new StartupError(
      "Postgres does not run as root, and no user for it could be made with useradd. Start Lightsout as another user, or set DATABASE_URL.",
      { cause },
    );
  }
  const made = await find(name);
  if (!made) throw new StartupError(`The user ${name} was made but is not in /etc/passwd. Set DATABASE_URL.`);
  return made;
}

async function ownerOf(path: string): Promise<SystemUser | null> {
  try {
    const { uid, gid } = await stat(path);
    return uid === 0 ? null : { name: `user ${uid}`, uid, gid };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Whether `user` may enter every folder on the way to `path`. */
export async function canReach(path: string, user: SystemUser): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
