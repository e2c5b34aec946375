import { UsageError } from "@/server/shell/verb";

/** Letters of ipmitool's options; a colon after those that have a value. W is FreeIPMI's, for workarounds. */
const LETTERS = "I:46hVvcgsEKYaH:P:f:U:p:C:L:A:t:T:m:S:l:b:B:e:k:y:o:O:R:N:W:Z";

/** Our own, with the letter or name they go by. True: has a value. */
const longOptions: Readonly<Record<string, { readonly name: string; readonly hasValue: boolean }>> = {
  fanout: { name: "fanout", hasValue: true },
  consolidate: { name: "consolidate", hasValue: false },
  json: { name: "json", hasValue: false },
  yes: { name: "yes", hasValue: false },
  workarounds: { name: "W", hasValue: true },
  help: { name: "h", hasValue: false },
  version: { name: "V", hasValue: false },
};

export interface GivenOption {
  readonly name: string;
  /** Empty for options without. */
  readonly value: string;
}

export interface Arguments {
  readonly options: readonly GivenOption[];
  readonly words: readonly string[];
}

/** Options and words as getopt parts them: options may follow words, `--` ends options. Throws UsageError. */
export function readArguments(argv: readonly string[]): Arguments {
  const options: GivenOption[] = [];
  const words: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") return { options, words: [...words, ...rest] };
    if (word.startsWith("--")) options.push(longOption(word, rest));
    else if (word.startsWith("-") && word !== "-") options.push(...letters(word, rest));
    else words.push(word);
  }
  return { options, words };
}

function longOption(word: string, rest: string[]): GivenOption {
  const [given = "", inline] = word.slice(2).split(/=(.*)/s);
  const known = Object.hasOwn(longOptions, given) ? longOptions[given] : undefined;
  if (known === undefined) throw new UsageError(`unrecognized option '${word}'`);
  if (!known.hasValue) return { name: known.name, value: "" };
  const value = inline ?? rest.shift();
  if (value === undefined) throw new UsageError(`option '--${given}' requires an argument`);
  return { name: known.name, value };
}

/** -vvc, -Ilanplus, -I lanplus. */
function letters(word: string, rest: string[]): readonly GivenOption[] {
  const found: GivenOption[] = [];
  for (let at = 1; at < word.length; at++) {
    const name = word[at] ?? "";
    const index = name === ":" ? -1 : LETTERS.indexOf(name);
    if (index < 0) throw new UsageError(`invalid option -- '${name}'`);
    if (LETTERS[index + 1] !== ":") {
      found.push({ name, value: "" });
      continue;
    }
    const value = at + 1 < word.length ? word.slice(at + 1) : rest.shift();
    if (value === undefined) throw new UsageError(`option requires an argument -- '${name}'`);
    return [...found, { name, value }];
  }
  return found;
}
