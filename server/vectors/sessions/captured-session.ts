import { asBytes, asList, asObject, asText, type Json } from "../json";

export interface CapturedPacket {
  readonly toBmc: boolean;
  readonly bytes: Buffer;
  readonly given: Json;
}

/** A session as somebody captured it, with what he knows of it. */
export interface CapturedSession {
  readonly name: string;
  /** Null: not said. */
  readonly user: string | null;
  readonly password: Buffer;
  readonly bmcKey: Buffer | null;
  /** A password the client had instead, according to its command line; null: the right one. */
  readonly wrongPassword: Buffer | null;
  readonly keys: Json;
  readonly checks: Json;
  readonly packets: readonly CapturedPacket[];
}

const LONGEST_KEY = 20;

/** True for a list of sessions, each with its packets. */
export function isSessionList(content: unknown): boolean {
  return (asList(content) ?? []).some((entry) => asList(asObject(entry)?.packets) !== null);
}

/** Null when there are no packets in it. */
export function capturedSession(entry: unknown): CapturedSession | null {
  const given = asObject(entry);
  const packets = asList(given?.packets);
  if (given === null || packets === null) return null;
  const password = secret(asText(given.password) ?? "");
  const used = /\s-P\s+(\S+)/.exec(asText(given.command) ?? "")?.[1];
  return {
    name: asText(given.name) ?? "session",
    user: asText(given.user),
    password,
    bmcKey: asText(given.kg) === null ? null : secret(asText(given.kg) ?? ""),
    wrongPassword: used === undefined || secret(used).equals(password) ? null : secret(used),
    keys: asObject(given.keys) ?? {},
    checks: asObject(given.checks) ?? {},
    packets: packets.flatMap((packet) => {
      const fields = asObject(packet);
      const bytes = asBytes(fields?.hex);
      return fields === null || bytes === null
        ? []
        : [{ toBmc: asText(fields.dir)?.startsWith("c") ?? false, bytes, given: fields }];
    }),
  };
}

/** Letters, or hex digits after 0x; what a BMC would not look at is cut. */
function secret(text: string): Buffer {
  const hex = /^0x((?:[0-9a-f]{2})+)$/i.exec(text)?.[1];
  const bytes = hex === undefined ? Buffer.from(text, "utf8") : Buffer.from(hex, "hex");
  return bytes.subarray(0, LONGEST_KEY);
}
