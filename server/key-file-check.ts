import { readFile } from "node:fs/promises";
import { KEY_BYTES } from "./services/secrets/key-file";
import { StartupError } from "./startup-error";

/**
 * A key file that is there but cannot be a key is a mistake in the settings: better said at once than found sealed later. A missing or
 * another database's key is for the vault to judge. Throws StartupError.
 */
export async function refuseMalformedKey(path: string): Promise<void> {
  const key = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new StartupError(`The key file ${path} cannot be read (${error.code}). Set LIGHTSOUT_KEY_FILE.`, {
      cause: error,
    });
  });
  if (key && key.length !== KEY_BYTES) {
    throw new StartupError(
      `The key file ${path} has ${key.length} bytes instead of ${KEY_BYTES}. Restore the right file, or set LIGHTSOUT_KEY_FILE.`,
    );
  }
}
