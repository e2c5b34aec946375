import type { Environment } from "../environment";

export interface ConsoleOptions {
  /** Name or id of the host. */
  readonly host: string;
  readonly url: URL;
  readonly email: string;
  readonly escape: string;
  /** Never type. */
  readonly watch: boolean;
}

export const consoleHelp = `Usage: lightsout console HOST [options]

Joins the console of a host through the engine: with its rules, its recording, and everybody who is there.

  -u, --url URL      Where the engine is (LIGHTSOUT_URL; default http://localhost:8080)
  -l, --login EMAIL  Who you are (LIGHTSOUT_EMAIL); the password is asked for, or in LIGHTSOUT_PASSWORD
  -e, --escape CHAR  The character that begins a command; default ~
  -w, --watch        Watch only
  -h, --help         This text

At the beginning of a line: ~. leaves, ~? tells the others.
`;

/** A line that cannot be understood; the message is for the person. */
export class OptionError extends Error {}

const named: Readonly<Record<string, "url" | "email" | "escape">> = {
  "-u": "url",
  "--url": "url",
  "-l": "email",
  "--login": "email",
  "-e": "escape",
  "--escape": "escape",
};

/** Throws OptionError. */
export function readConsoleOptions(argv: readonly string[], environment: Environment): ConsoleOptions {
  const values = { url: environment.LIGHTSOUT_URL, email: environment.LIGHTSOUT_EMAIL, escape: "~" };
  const hosts: string[] = [];
  let watch = false;
  const words = argv.values();
  for (const word of words) {
    const name = Object.hasOwn(named, word) ? named[word] : undefined;
    if (name !== undefined) {
      const value = words.next().value;
      if (value === undefined) throw new OptionError(`${word} needs a value.`);
      values[name] = value;
    } else if (word === "-w" || word === "--watch") watch = true;
    else if (word.startsWith("-")) throw new OptionError(`There is no option ${word}.`);
    else hosts.push(word);
  }
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) throw new OptionError("Name one host.");
  const url = values.url ?? "http://localhost:8080";
  if (!/^https?:/.test(url) || !URL.canParse(url)) throw new OptionError(`${url} is not an http(s) address.`);
  if (!values.email) throw new OptionError("Say who you are: --login EMAIL, or LIGHTSOUT_EMAIL.");
  if (!/^[\x21-\x7e]$/.test(values.escape))
    throw new OptionError("The escape character is one printable character.");
  return { host, url: new URL(url), email: values.email, escape: values.escape, watch };
}
