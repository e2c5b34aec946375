import { CompletionCodeError, type PasswordSize, Privilege, setUserPassword } from "@/server/ipmi";
import { evaluated } from "../channel/evaluated";
import { parseNumber } from "../numbers";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { userHelp } from "./help";
import { parseUserId } from "./user-id";

interface PasswordArguments {
  readonly userId: number;
  /** Null: to be asked for. */
  readonly text: string | null;
  /** Null: as long as the password needs. */
  readonly size: PasswordSize | null;
}

const LONGEST: PasswordSize = 20;

export const setPassword = defineVerb<PasswordArguments, { userId: number }>({
  path: ["user", "set", "password"],
  usage: "<user id> [<password> [<16|20>]]",
  summary: "Gives a user a password",
  privilege: Privilege.Administrator,
  class: "once",
  secrets: () => [1],
  parse: ([id, text, sizeWord]) => {
    if (id === undefined) throw new UsageError(userHelp);
    const userId = parseUserId(id);
    const size = sizeWord === undefined ? null : passwordSize(sizeWord);
    if (sizeWord !== undefined && size === null) {
      throw new UsageError(`Invalid password length '${sizeWord}'`);
    }
    return { userId, ...short(text, size), size };
  },
  run: async (context, { userId, text, size }) => {
    const { bmc, signal } = context;
    const typed = text ?? (await askedTwice(context, userId));
    const password = { text: typed, size: size ?? (Buffer.byteLength(typed) > 16 ? 20 : 16) } as const;
    const request = { userId, operation: "set", password } as const;
    await evaluated(bmc.send(setUserPassword, request, { signal }), {
      consequence: `Set User Password command failed (user ${userId})`,
    });
    return { userId };
  },
  text: ({ userId }) => `Set User Password command successful (user ${userId})\n`,
});

/** Throws UsageError when a password is longer than its size, or than any. */
function short(text: string | undefined, size: PasswordSize | null): { readonly text: string | null } {
  const most = size ?? LONGEST;
  if (text !== undefined && Buffer.byteLength(text) > most) {
    throw new UsageError(`Password is too long (> ${most} bytes)`);
  }
  return { text: text ?? null };
}

/** Rejects with UsageError when nobody can be asked. */
async function asked({ askSecret }: VerbContext, userId: number): Promise<string> {
  const text = await askSecret(`Password for user ${userId}: `);
  if (text === null) throw new UsageError("Unable to parse password argument.");
  return text;
}

async function askedTwice(context: VerbContext, userId: number): Promise<string> {
  const first = await asked(context, userId);
  const second = await asked(context, userId);
  if (first !== second || Buffer.byteLength(first) > LONGEST) {
    throw new UsageError(`Passwords do not match or are longer than ${LONGEST}`);
  }
  return first;
}

/** What the BMC makes of a password. */
type PasswordVerdict = "right" | "wrong" | "wrong-size" | "unknown";

const refusals: Readonly<Record<number, PasswordVerdict>> = { 128: "wrong", 129: "wrong-size" };

const verdictTexts: Readonly<Record<PasswordVerdict, string>> = {
  right: "Success",
  wrong: "Failure: password incorrect",
  "wrong-size": "Failure: wrong password size",
  unknown: "Unknown error",
};

export const test = defineVerb<PasswordArguments, { userId: number; verdict: PasswordVerdict }>({
  path: ["user", "test"],
  usage: "<user id> <16|20> [<password>]",
  summary: "Asks the BMC whether a password is a user's",
  privilege: Privilege.Administrator,
  class: "read",
  secrets: () => [2],
  parse: (words) => {
    const [id, sizeWord, text] = words;
    if (id === undefined || sizeWord === undefined || words.length > 3) throw new UsageError(userHelp);
    const userId = parseUserId(id);
    const size = passwordSize(sizeWord);
    if (size === null) {
      throw new UsageError(
        `Given password length '${sizeWord}' is invalid.\nExpected value is either 16 or 20.`,
      );
    }
    return { userId, ...short(text, size), size };
  },
  run: async (context, { userId, text, size }) => {
    const { bmc, signal } = context;
    const typed = text ?? (await asked(context, userId));
    short(typed, size);
    const password = { text: typed, size: size ?? LONGEST } as const;
    try {
      await bmc.send(setUserPassword, { userId, operation: "test", password }, { signal });
      return { userId, verdict: "right" };
    } catch (error) {
      if (!(error instanceof CompletionCodeError)) throw error;
      return { userId, verdict: refusals[error.completionCode] ?? "unknown" };
    }
  },
  text: ({ verdict }) => `${verdictTexts[verdict]}\n`,
  exitCode: ({ verdict }) => (verdict === "right" ? 0 : 1),
});

function passwordSize(word: string): PasswordSize | null {
  const size = parseNumber(word, 16, 20);
  return size === 16 || size === 20 ? size : null;
}
