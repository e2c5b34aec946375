import { CompletionCodeError, type PasswordSize, Privilege, setUserPassword } from "@/server/ipmi";
import { evaluated } from "../channel/evaluated";
import { parseNumber } from "../numbers";
import { defineVerb, UsageError } from "../verb";
import { userHelp } from "./help";
import { parseUserId } from "./user-id";

interface PasswordArguments {
  readonly userId: number;
  readonly password: { readonly text: string; readonly size: PasswordSize };
}

export const setPassword = defineVerb<PasswordArguments, { userId: number }>({
  path: ["user", "set", "password"],
  usage: "<user id> <password> [<16|20>]",
  summary: "Gives a user a password",
  privilege: Privilege.Administrator,
  class: "once",
  secrets: () => [1],
  parse: ([id, text, sizeWord]) => {
    if (id === undefined) throw new UsageError(userHelp);
    const userId = parseUserId(id);
    if (text === undefined) throw new UsageError("Unable to parse password argument.");
    const bytes = Buffer.byteLength(text);
    const size = sizeWord === undefined ? (bytes > 16 ? 20 : 16) : passwordSize(sizeWord);
    if (size === null) throw new UsageError(`Invalid password length '${sizeWord}'`);
    if (bytes > size) throw new UsageError(`Password is too long (> ${size} bytes)`);
    return { userId, password: { text, size } };
  },
  run: async ({ bmc, signal }, { userId, password }) => {
    const request = { userId, operation: "set", password } as const;
    await evaluated(bmc.send(setUserPassword, request, { signal }), {
      consequence: `Set User Password command failed (user ${userId})`,
    });
    return { userId };
  },
  text: ({ userId }) => `Set User Password command successful (user ${userId})\n`,
});

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
  usage: "<user id> <16|20> <password>",
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
    if (text === undefined) throw new UsageError("Unable to parse password argument.");
    if (Buffer.byteLength(text) > size) throw new UsageError(`Password is too long (> ${size} bytes)`);
    return { userId, password: { text, size } };
  },
  run: async ({ bmc, signal }, { userId, password }) => {
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
