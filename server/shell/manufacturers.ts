import { readFileSync } from "node:fs";
import { unknownValue } from "./completion-text";
import { knownManufacturers } from "./known-manufacturers";

/** Where Debian's ipmitool keeps IANA's list of enterprise numbers. */
const REGISTRY = "/usr/share/misc/enterprise-numbers.txt";

const found = new Map<number, string>();

/**
 * A manufacturer by IANA enterprise number, named as ipmitool names it: from the list of makers of BMCs that is built
 * in, else from IANA's list where the machine has one.
 */
export function manufacturerName(id: number): string {
  const known = knownManufacturers[id] ?? found.get(id);
  if (known !== undefined) return known;
  const name = fromRegistry(id) ?? unknownValue(id);
  found.set(id, name);
  return name;
}

/** An entry is a line with the number and, indented by two, a line with the name. */
function fromRegistry(id: number): string | null {
  let text: string;
  try {
    text = readFileSync(REGISTRY, "utf8");
  } catch {
    return null; // no such list on this machine
  }
  const at = text.indexOf(`\n${id}\n  `);
  if (at < 0) return null;
  const start = at + `\n${id}\n  `.length;
  return text.slice(start, text.indexOf("\n", start));
}
