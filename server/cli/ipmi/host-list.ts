import { readFileSync } from "node:fs";
import { UsageError } from "@/server/shell/verb";

/** More than any fleet; a slip like [1-99999999] is told instead of tried. */
const MOST_HOSTS = 100_000;

/**
 * Names behind -H: a host, `node[01-20,30]`, `10.0.[1-4].[1-250]`, several with commas, `@file` or a path with a slash in
 * it, with such lines (# begins a comment). Doubles are left out. Throws UsageError.
 */
export function expandHosts(given: string, readFile = readText): readonly string[] {
  const hosts = new Set<string>();
  for (const part of splitOutsideBrackets(given)) {
    const names = isFile(part) ? hostsOfFile(part.replace(/^@/, ""), readFile) : expandRanges(part);
    for (const name of names) hosts.add(name);
    if (hosts.size > MOST_HOSTS) throw new UsageError(`more than ${MOST_HOSTS} hosts`);
  }
  if (hosts.size === 0) throw new UsageError("No hostname specified!");
  return [...hosts];
}

/** Whether -H means more than one host however many it turns out to be: the output then names them. */
export function meansMany(given: string): boolean {
  return /[,@/]|\[\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*\]/.test(given) && !isIpv6(given);
}

/** No name and no address has a slash in it. */
function isFile(part: string): boolean {
  return part.startsWith("@") || part.includes("/");
}

function isIpv6(given: string): boolean {
  return /^\[?[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?\]?$/i.test(given);
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new UsageError(`Unable to read host file ${path}`);
  }
}

function hostsOfFile(path: string, readFile: (path: string) => string): readonly string[] {
  return readFile(path)
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter(Boolean)
    .flatMap((line) => splitOutsideBrackets(line.replace(/\s+/g, ",")))
    .flatMap(expandRanges);
}

function splitOutsideBrackets(text: string): readonly string[] {
  return text.split(/,(?![^[]*\])/).filter(Boolean);
}

/** Every bracket in turn: the last one counts fastest. */
function expandRanges(pattern: string): readonly string[] {
  if (isIpv6(pattern)) return [pattern.replace(/^\[|\]$/g, "")];
  const [, before, list, after] = /^([^[\]]*)\[([^[\]]*)\](.*)$/.exec(pattern) ?? [];
  if (before === undefined || list === undefined || after === undefined) {
    if (/[[\]]/.test(pattern)) throw new UsageError(`Invalid host range: ${pattern}`);
    return [pattern];
  }
  const tails = expandRanges(after);
  const numbers = list.split(",").flatMap((range) => expandRange(range, pattern));
  if (numbers.length * tails.length > MOST_HOSTS) throw new UsageError(`more than ${MOST_HOSTS} hosts`);
  return numbers.flatMap((number) => tails.map((tail) => `${before}${number}${tail}`));
}

/** `01-20` keeps its zeros. */
function expandRange(range: string, pattern: string): readonly string[] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  if (first === undefined || last === undefined || Number(last) < Number(first)) {
    throw new UsageError(`Invalid host range: ${pattern}`);
  }
  const count = Number(last) - Number(first) + 1;
  if (count > MOST_HOSTS) throw new UsageError(`more than ${MOST_HOSTS} hosts`);
  const width = first.startsWith("0") ? first.length : 0;
  return Array.from({ length: count }, (_, index) => String(Number(first) + index).padStart(width, "0"));
}
