import { randomBytes } from "node:crypto";
import { access, chown, cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packagedPostgres, restoreLinks } from "./binaries";
import { canReach, databaseUser, type SystemUser } from "./system-user";

/** Where the embedded Postgres runs from, where its cluster is, and as whom. */
export interface DatabaseHome {
  readonly native: string;
  readonly cluster: string;
  readonly user: SystemUser | null;
}

const OUTSIDE = "/var/lib/lightsout";

/**
 * As a rule the cluster is `<data>/postgres` and the programs are those in node_modules. When root started us out of a folder that the
 * database's user cannot enter (such as /root), both move below /var/lib/lightsout.
 */
export async function prepareHome(dataFolder: string): Promise<DatabaseHome> {
  const user = await databaseUser(join(dataFolder, "postgres"));
  let native = packagedPostgres();
  let cluster = join(dataFolder, "postgres");
  if (user) {
    if (!(await canReach(native, user))) native = await copyPrograms(native, await placeOutside(dataFolder));
    if (!(await canReach(cluster, user))) cluster = join(await placeOutside(dataFolder), "postgres");
  }
  await restoreLinks(native);
  await mkdir(dirname(cluster), { recursive: true, mode: 0o755 });
  return { native, cluster, user };
}

/** An empty folder that belongs to the database's user alone. */
export async function makeOwnFolder(path: string, { user }: DatabaseHome): Promise<void> {
  await mkdir(path, { mode: 0o700 });
  if (user) await chown(path, user.uid, user.gid);
}

/** The data folder remembers its place, so that a new data folder of the same name never meets an old one's database. */
async function placeOutside(dataFolder: string): Promise<string> {
  const memory = join(dataFolder, "postgres-place");
  const known = await readFile(memory, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (known) return known.trim();
  const place = join(OUTSIDE, randomBytes(6).toString("hex"));
  await writeFile(memory, `${place}\n`);
  return place;
}

async function copyPrograms(native: string, place: string): Promise<string> {
  const copy = join(place, "native");
  const complete = join(copy, "pg-symlinks.json");
  const there = await access(complete).then(
    () => true,
    () => false,
  );
  if (!there) {
    await mkdir(place, { recursive: true, mode: 0o755 });
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return copy;
}
