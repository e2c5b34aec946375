import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { BmcError } from "../bmc-error";

/** All addresses of a name, in the order the system prefers; a literal is its own only one. */
export type ResolveName = (address: string) => Promise<readonly string[]>;

/** Asks the operating system's resolver. Rejects with BmcError `name-not-found`. */
export const resolveName: ResolveName = async (address) => {
  if (isIP(address) !== 0) return [address];
  try {
    const found = await lookup(address, { all: true, order: "verbatim" });
    return found.map((entry) => entry.address);
  } catch (cause) {
    const detail = `${address} is not known to the name service of this machine (${codeOf(cause)}).`;
    throw new BmcError({ layer: "name", code: "name-not-found", detail }, { cause });
  }
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
