import { createHash } from "node:crypto";
import { access, chown, cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
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
  const user = await databaseUser();
  let native = packagedPostgres();
  let cluster = join(dataFolder, "postgres");
  if (user) {
    const place = join(OUTSIDE, createHash("sha256").update(dataFolder).digest("hex").slice(0, 12));
    if (!(await canReach(native, user))) native = await copyPrograms(native, place);
    if (!(await canReach(cluster, user))) cluster = join(place, "postgres");
  }
  await restoreLinks(native);
  await mkdir(cluster, { recursive: true, mode: user ? 0o755 : 0o700 });
  if (user) await chown(cluster, user.uid, user.gid);
  return { native, cluster, user };
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
