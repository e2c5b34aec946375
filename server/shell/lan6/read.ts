import {
  CompletionCode,
  CompletionCodeError,
  getLanConfigurationParameters,
  type LanParameter,
} from "@/server/ipmi";
import { completionText } from "../completion-text";
import type { VerbContext } from "../verb";
import { type Ipv6Parameter, ipv6Parameters, type Piece } from "./parameters";

/** What was said of `<parameter> [<set_sel> [<block_sel>]]`; null: all of them. */
export interface Selection {
  readonly parameter: Ipv6Parameter | null;
  readonly set: number | null;
  readonly block: number | null;
}

/** One value of a parameter as the BMC has it. */
export interface Ipv6Value {
  readonly parameter: Ipv6Parameter;
  readonly set: number;
  readonly block: number;
  /** The bytes of each piece, filled up with zeros. */
  readonly pieces: readonly Buffer[];
}

/** Set selectors are a byte; a DUID has 130 bytes (IPMI 2.0 table 23-4). */
const MOST_SETS = 256;
const MOST_BLOCKS = 9;

/** ipmitool's words for what Get and Set LAN Configuration Parameters alone answer. */
const specificTexts: Readonly<Record<number, string>> = {
  128: "Parameter not supported",
  129: "Set already in progress",
  130: "Parameter is read-only",
  131: "Write-only parameter",
};

export function failureText(verb: "get" | "set", name: string, error: CompletionCodeError): string {
  return `Failed to ${verb} ${name}: ${completionText(error.completionCode, specificTexts)}`;
}

/** How a BMC says that there is no such parameter or set. */
const NOT_SUPPORTED = 0x80;
const absent: readonly number[] = [
  NOT_SUPPORTED,
  CompletionCode.ParameterOutOfRange,
  CompletionCode.InvalidField,
];

/**
 * The values selected, set after set until the BMC has no more. A parameter that was named must be there: rejects with
 * its CompletionCodeError otherwise, after a line for people.
 */
export async function readIpv6Values(
  context: VerbContext,
  channel: number,
  { parameter, set, block }: Selection,
): Promise<readonly Ipv6Value[]> {
  const values: Ipv6Value[] = [];
  for (const each of parameter === null ? ipv6Parameters : [parameter]) {
    const reader = new ParameterReader(context, channel, each, parameter !== null);
    for await (const value of reader.values(set, block)) values.push(value);
  }
  return values;
}

class ParameterReader {
  constructor(
    private readonly context: VerbContext,
    private readonly channel: number,
    private readonly parameter: Ipv6Parameter,
    /** The next value is one that must be there. */
    private needed: boolean,
  ) {}

  async *values(set: number | null, block: number | null): AsyncGenerator<Ipv6Value> {
    const { firstSet, inBlocks } = this.parameter;
    const first = set ?? firstSet ?? 0;
    const last = set === null && firstSet !== undefined ? MOST_SETS - 1 : first;
    const firstBlock = block ?? 0;
    const lastBlock = block === null && inBlocks ? MOST_BLOCKS - 1 : firstBlock;
    for (let at = first; at <= last; at++) {
      for (let part = firstBlock; part <= lastBlock; part++) {
        const pieces = await this.pieces(at, part);
        if (pieces === null && part === firstBlock) return;
        if (pieces === null) break;
        yield { parameter: this.parameter, set: at, block: part, pieces };
      }
    }
  }

  /** Null: the BMC has no such value. */
  private async pieces(set: number, block: number): Promise<readonly Buffer[] | null> {
    const read: Buffer[] = [];
    try {
      for (const piece of this.parameter.pieces(set)) {
        const request = {
          channel: this.channel,
          set: selectorOf(this.parameter, set),
          block: piece.block ?? block,
        };
        const { bmc, signal } = this.context;
        read.push(await bmc.send(getLanConfigurationParameters(asBytes(piece)), request, { signal }));
      }
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
      if (this.needed || read.length > 0 || !absent.includes(error.completionCode)) {
        const name = this.parameter.pieces(set)[read.length]?.name ?? this.parameter.word;
        this.context.note(failureText("get", name, error));
      }
      if (this.needed) throw error;
      return null;
    }
    this.needed = false;
    return read.length > 0 ? read : null;
  }
}

/** Static routers are numbered by their selectors, and have no sets of their own. */
function selectorOf({ firstSet }: Ipv6Parameter, set: number): number {
  return firstSet === 1 ? 0 : set;
}

function asBytes(piece: Piece): LanParameter<Buffer> {
  return {
    selector: piece.selector,
    name: piece.name,
    decode: (data) => {
      const bytes = Buffer.alloc(piece.bytes);
      data.rest().copy(bytes, 0, piece.selectors);
      return bytes;
    },
  };
}
