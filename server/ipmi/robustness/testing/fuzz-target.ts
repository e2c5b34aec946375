import { DecodeError } from "../../errors";

/** Something that takes bytes from a BMC. */
export interface FuzzTarget {
  readonly name: string;
  /** Right inputs, from which wrong ones are made. */
  readonly seeds: readonly Buffer[];
  /** Takes one input; throws when something happens that must not. */
  run(input: Buffer): void;
  /** Looks at what came asynchronously of the inputs so far; throws likewise. */
  settle?(): Promise<void>;
}

/** The result, or null where the bytes do not decode. Whatever else is thrown went past the boundary. */
export function decodes<Result>(decode: () => Result): Result | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

export function mustHold(claim: boolean, what: string): void {
  if (!claim) throw new Error(what);
}
