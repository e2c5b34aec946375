import {
  CIPHER_SUITE_BLOCK,
  getChannelCipherSuites,
  PayloadType,
  PRESENT_CHANNEL,
  Privilege,
} from "@/server/ipmi";
import { unknownValue } from "../completion-text";
import { failAs } from "../fail-as";
import { defineVerb, UsageError, type VerbContext, type VerbView } from "../verb";
import { parseChannel } from "./channel-number";
import { channelHelp } from "./help";

/** One record of Get Channel Cipher Suites (IPMI 2.0 table 22-19). */
interface CipherSuiteRecord {
  readonly id: number;
  /** IANA enterprise number of an OEM suite; 0 for the specification's own. */
  readonly manufacturer: number;
  readonly authentication: number;
  readonly integrity: number;
  readonly confidentiality: number;
}

const STANDARD_RECORD = 0xc0;
const OEM_RECORD = 0xc1;
/** List indices, six bits of them. */
const MAX_BLOCKS = 0x40;
/** ipmitool lists no more, however many there are. */
const LISTED = 12;

const authenticationNames = ["none", "hmac_sha1", "hmac_md5", "hmac_sha256"] as const;
const integrityNames = ["none", "hmac_sha1_96", "hmac_md5_128", "md5_128", "sha256_128"] as const;
const confidentialityNames = ["none", "aes_cbc_128", "xrc4_128", "xrc4_40"] as const;

export const getCiphers = defineVerb<{ channel: number; payloadType: number }, readonly CipherSuiteRecord[]>({
  path: ["channel", "getciphers"],
  usage: "<ipmi|sol> [channel]",
  summary: "Cipher suites a channel says it has",
  privilege: Privilege.Callback,
  class: "read",
  parse: (words) => {
    const [payload, channel] = words;
    if ((payload !== "ipmi" && payload !== "sol") || words.length > 2) throw new UsageError(channelHelp);
    return {
      payloadType: payload === "ipmi" ? PayloadType.Ipmi : PayloadType.SerialOverLan,
      channel: channel === undefined ? PRESENT_CHANNEL : parseChannel(channel),
    };
  },
  run: async (context, request) => {
    const suites = records(await readBlocks(context, request));
    const unlisted = suites.slice(LISTED).map(({ id }) => id);
    if (unlisted.length > 0) context.note(`Also advertised: ${unlisted.join(", ")}`);
    return suites;
  },
  text: (suites, view) => listText(suites.slice(0, LISTED), view),
});

async function readBlocks(
  { bmc, signal }: VerbContext,
  request: { readonly channel: number; readonly payloadType: number },
): Promise<Buffer> {
  const blocks: Buffer[] = [];
  for (let index = 0; index < MAX_BLOCKS; index++) {
    const block = await failAs(bmc.send(getChannelCipherSuites, { ...request, index }, { signal }), {
      silent: "Unable to Get Channel Cipher Suites",
      refused: "Get Channel Cipher Suites failed",
    });
    blocks.push(block);
    if (block.length < CIPHER_SUITE_BLOCK) break;
  }
  return Buffer.concat(blocks);
}

/** Records as far as they make sense. */
function records(data: Buffer): readonly CipherSuiteRecord[] {
  const found: CipherSuiteRecord[] = [];
  let at = 0;
  while (at < data.length) {
    const oem = data[at] === OEM_RECORD;
    const length = oem ? 8 : 5;
    if ((!oem && data[at] !== STANDARD_RECORD) || at + length > data.length) break;
    const algorithms = data.subarray(at + length - 3, at + length);
    const [authentication = 0, integrity = 0, confidentiality = 0] = [...algorithms].map((tag) => tag & 0x3f);
    found.push({
      id: data.readUInt8(at + 1),
      manufacturer: oem ? data.readUIntLE(at + 2, 3) : 0,
      authentication,
      integrity,
      confidentiality,
    });
    at += length;
  }
  return found;
}

function listText(suites: readonly CipherSuiteRecord[], { csv }: VerbView): string {
  const header = "ID   IANA    Auth Alg        Integrity Alg   Confidentiality Alg\n";
  return (csv ? "" : header) + suites.map((suite) => `${csv ? csvLine(suite) : line(suite)}\n`).join("");
}

function line(suite: CipherSuiteRecord): string {
  const [id = "", iana = "", ...algorithms] = columns(suite);
  return [id.padEnd(4), iana.padEnd(7), ...algorithms.map((name) => name.padEnd(15))].join(" ");
}

function csvLine(suite: CipherSuiteRecord): string {
  return columns(suite).join(",");
}

function columns(suite: CipherSuiteRecord): readonly string[] {
  const { id, manufacturer, authentication, integrity, confidentiality } = suite;
  return [
    String(id),
    manufacturer === 0 ? "N/A" : manufacturer.toString(16).padStart(6, "0"),
    authenticationNames[authentication] ?? unknownValue(authentication),
    integrityNames[integrity] ?? unknownValue(integrity),
    confidentialityNames[confidentiality] ?? unknownValue(confidentiality),
  ];
}
