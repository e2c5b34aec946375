import { readFile, writeFile } from "node:fs/promises";
import { getSystemErrorMap } from "node:util";
import { VerbFailure, type VerbFiles } from "@/server/shell/verb";

/** Files that verbs read and write here. Rejects with VerbFailure, in ipmitool's words. */
export const filesOfThisMachine: VerbFiles = {
  read: (path) =>
    readFile(path).catch((cause: unknown) => {
      const why = isMissing(cause)
        ? `File ${path} does not exist`
        : `Unable to open file ${path} for read: ${said(cause)}`;
      throw new VerbFailure(why, { cause });
    }),
  write: (path, content) =>
    writeFile(path, content).catch((cause: unknown) => {
      throw new VerbFailure(`Unable to open file ${path} for write: ${said(cause)}`, { cause });
    }),
};

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOENT";
}

/** The operating system's words: `No such file or directory`. */
function said(cause: unknown): string {
  const errno =
    cause instanceof Error && "errno" in cause && typeof cause.errno === "number" ? cause.errno : 0;
  const [, text = "unknown error"] = getSystemErrorMap().get(errno) ?? [];
  return text.charAt(0).toUpperCase() + text.slice(1);
}
