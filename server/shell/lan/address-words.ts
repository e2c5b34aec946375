import { UsageError } from "../verb";

/** An IPv4 address in the words of a verb, written as it will be shown. */
export function parseIpv4(word: string): string {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(word)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) {
    throw new UsageError(`Invalid IP address: ${word}`);
  }
  return parts.join(".");
}

/** A MAC address in the words of a verb, written as it will be shown. */
export function parseMac(word: string): string {
  const parts = word.split(":");
  if (parts.length !== 6 || !parts.every((part) => /^[0-9a-f]{1,2}$/i.test(part))) {
    throw new UsageError(`Invalid MAC address: ${word}`);
  }
  return parts.map((part) => part.toLowerCase().padStart(2, "0")).join(":");
}
