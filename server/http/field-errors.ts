import type { FieldError } from "@/server/services/errors";

/** What the contracts' codes mean, with the remedy. The browser has its own words by code; this is for everybody else. */
const texts: Record<string, string> = {
  required: "is missing. Give it.",
  "too-long": "is too long. Shorten it.",
  "too-many": "has too many entries. Remove some.",
  "control-characters": "contains control characters. Remove them.",
  "username-too-long": "is longer than the 16 bytes a BMC takes. Shorten it.",
  "password-too-long": "is longer than the 20 bytes a BMC takes. Use a shorter one.",
  "password-too-short": "is shorter than 12 characters. Use a longer one.",
  "not-ascii": "contains characters outside printable ASCII, which a BMC does not take. Use others.",
  "bad-bmc-key": "is neither text of up to 20 bytes nor 0x and 40 hex digits. Correct it.",
  "bad-tag": "may contain letters, digits and . _ : = - only, and begins with a letter or digit.",
  "bad-port": "is not a port. Give a number from 1 to 65535.",
  "bad-email": "is not an e-mail address. Correct it.",
  "unrecognized-keys": "is not known here. Remove it.",
  "invalid-type": "has the wrong type or is missing.",
  "invalid-value": "is not one of the values allowed.",
};

interface Issue {
  readonly instancePath?: string;
  readonly keyword?: string;
  readonly message?: string;
  readonly params?: object;
}

/** Zod's words for a kind of error, in the form of our codes. */
function codeOf({ message = "", keyword = "" }: Issue): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(message)) return message;
  return keyword.replaceAll("_", "-") || "invalid";
}

function fieldOf(issue: Issue): string {
  return (issue.instancePath ?? "").split("/").filter(Boolean).join(".");
}

function unknownKeys({ params }: Issue): string[] {
  if (!params || !("keys" in params) || !Array.isArray(params.keys)) return [];
  return params.keys.map(String);
}

function fieldError(field: string, code: string, fallback: string): FieldError {
  return { field, code, message: `The field ${field} ${texts[code] ?? `is not valid: ${fallback}`}` };
}

/** One entry a refused field. Never quotes the value: it may be a secret. */
export function fieldErrors(issues: readonly Issue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const code = codeOf(issue);
    const field = fieldOf(issue);
    if (code === "unrecognized-keys") {
      return unknownKeys(issue).map((key) => fieldError(field ? `${field}.${key}` : key, code, ""));
    }
    if (field === "") return [{ field, code, message: "The request has no valid JSON object as its body." }];
    return [fieldError(field, code, issue.message ?? "see the API's description.")];
  });
}
