import { readFileSync } from "node:fs";
import { Credentials } from "@/server/ipmi";
import { UsageError } from "@/server/shell/verb";
import { bmcKeyVariable, type Environment, passwordVariable } from "../environment";
import type { IpmiOptions, SecretSource } from "./options";
import type { Person } from "./person";

const MOST_BYTES = { lan: 16, lanplus: 20 } as const;

/**
 * User name, password and K_g from wherever the options say; a person is asked when they say nothing and there is one.
 * Throws UsageError.
 */
export async function readCredentials(
  options: IpmiOptions,
  environment: Environment,
  person: Person,
): Promise<Credentials> {
  const password = await readPassword(options.password, options.authentication, environment, person);
  const kind = options.interface === "lan" ? "lan" : "lanplus";
  if (Buffer.byteLength(password) > MOST_BYTES[kind]) {
    throw new UsageError(`${kind}: password is longer than ${MOST_BYTES[kind]} bytes.`);
  }
  const bmcKey = await readBmcKey(options.bmcKey, environment, person);
  return new Credentials({ username: options.username, password, bmcKey });
}

async function readPassword(
  source: SecretSource | null,
  authentication: IpmiOptions["authentication"],
  environment: Environment,
  person: Person,
): Promise<string> {
  // Over RMCP+, too: ipmitool then leaves out whatever password was said.
  if (authentication === "NONE") return "";
  switch (source?.kind) {
    case "given":
      return source.text;
    case "file":
      return firstLine(source.path);
    case "environment": {
      const text = passwordVariable(environment);
      if (text !== null) return text;
      person.note("Unable to read password from environment");
      return readPassword(source.otherwise, authentication, environment, person);
    }
  }
  return (await person.askSecret("Password: ")) ?? "";
}

async function readBmcKey(
  source: SecretSource | null,
  environment: Environment,
  person: Person,
): Promise<Buffer | null> {
  switch (source?.kind) {
    case "given":
      return keyOf(source.text);
    case "hex":
      return source.bytes;
    case "environment": {
      const text = bmcKeyVariable(environment);
      if (text !== null) return keyOf(text);
      person.note("Unable to read kgkey from environment");
      return readBmcKey(source.otherwise, environment, person);
    }
    case "prompt":
      return keyOf((await person.askSecret("Key: ")) ?? "");
    default:
      return null;
  }
}

/** ipmitool cuts a long key silently and cannot log in; better to hear of it. */
function keyOf(text: string): Buffer {
  const key = Buffer.from(text, "utf8");
  if (key.length > MOST_BYTES.lanplus) throw new UsageError("Kg key is too long");
  return key;
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, "utf8").split(/[\r\n\t]/, 1)[0] ?? "";
  } catch {
    throw new UsageError(`Unable to open password file ${path}\nUnable to read password from file ${path}`);
  }
}
