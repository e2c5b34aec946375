import { Privilege } from "@/server/ipmi";
import { type MasterWriteReadRequest, masterWriteRead } from "@/server/ipmi/commands/app/master-write-read";
import { failAs } from "../fail-as";
import { hexDump } from "../hex-dump";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type Verb, VerbFailure } from "../verb";

export const help = `usage: i2c [bus=public|# [chan=#] <i2caddr> <read bytes> [write data]
            bus=public is default
            chan=0 is default, bus= must be specified to use chan=`;

const MOST_BYTES = 64;
/** Short answers are shown bit by bit too. */
const BITS_UP_TO = 4;

const i2c = defineVerb<MasterWriteReadRequest, Buffer>({
  path: ["i2c"],
  usage: "[bus=public|<bus> [chan=<channel>]] <address> <read bytes> [write data]",
  summary: "Send an I2C Master Write-Read command and print response",
  privilege: Privilege.Operator,
  class: "once",
  parse: parseRequest,
  run: async ({ bmc, signal }, request) => {
    if (request.readCount > MOST_BYTES) {
      const line = `Master Write-Read: Too many bytes (${request.readCount}) to read`;
      throw new VerbFailure(`${line}\nUnable to perform I2C Master Write-Read`);
    }
    try {
      return await failAs(bmc.send(masterWriteRead, request, { signal }), {
        silent: "I2C Master Write-Read command failed",
        codes: { 129: "Lost Arbitration", 130: "Bus Error", 131: "NAK on Write", 132: "Truncated Read" },
      });
    } catch (error) {
      if (!(error instanceof VerbFailure)) throw error;
      throw new VerbFailure(`${error.message}\nUnable to perform I2C Master Write-Read`, error.details);
    }
  },
  text: (data, { verbosity }, request) => {
    const wrote = request.write.length > 0 && (verbosity > 0 || request.readCount === 0);
    const read = request.readCount > 0 && (verbosity > 0 || request.write.length === 0);
    const address = request.address.toString(16).toUpperCase().padStart(2, "0");
    return [
      wrote ? `Wrote ${request.write.length} bytes to I2C device ${address}h\n` : "",
      read ? `Read ${data.length} bytes from I2C device ${address}h\n` : "",
      request.readCount > 0 && data.length >= request.readCount ? hexDump(data) + bits(data) : "",
    ].join("");
  },
});

function parseRequest(words: readonly string[]): MasterWriteReadRequest {
  if (words[0]?.startsWith("help")) throw new UsageError(help, 0);
  const { bus, rest } = parseBus(words);
  const [addressWord, countWord, ...dataWords] = rest;
  if (addressWord === undefined || countWord === undefined) throw new UsageError(help, 0);
  if (dataWords.length > MOST_BYTES)
    throw new UsageError(`Raw command input limit (${MOST_BYTES} bytes) exceeded`);
  const address = byte("i2caddr", addressWord);
  const readCount = byte("read size", countWord);
  if (address === 0) throw new UsageError(`Invalid I2C address 0\n${help}`);
  return { bus, address, readCount, write: Uint8Array.from(dataWords, (word) => byte("parameter", word)) };
}

/** Bus and channel as Master Write-Read's first byte has them; a private bus sets bit 0. */
function parseBus(words: readonly string[]): { readonly bus: number; readonly rest: readonly string[] } {
  const [busWord, channelWord] = words;
  if (!busWord?.startsWith("bus=")) return { bus: 0, rest: words };
  const number = /^bus=(\d+)/.exec(busWord)?.[1];
  const bus = number === undefined ? 0 : ((Number(number) & 0x07) << 1) | 0x01;
  if (!channelWord?.startsWith("chan=")) return { bus, rest: words.slice(1) };
  const channel = Number(/^chan=(\d+)/.exec(channelWord)?.[1] ?? 0) & 0x0f;
  return { bus: bus | (channel << 4), rest: words.slice(2) };
}

function byte(label: string, word: string): number {
  const value = parseByte(word);
  if (value === null) throw new UsageError(`Given ${label} "${word}" is invalid.`);
  return value;
}

function bits(data: Buffer): string {
  if (data.length > BITS_UP_TO) return "";
  return `${[...data].map((byte) => `${byte.toString(2).padStart(8, "0")} `).join("")}\n`;
}

export const verbs: readonly Verb[] = [i2c];
