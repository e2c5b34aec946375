import { helpOf, refusalOf } from "./refusal";
import { UsageError, type Verb } from "./verb";
import type { VerbGroup } from "./verb-group";

/** What server/shell/<folder>/index.ts exports. */
export interface VerbFolder {
  readonly verbs: readonly Verb[];
  /** What complaints call the first word. Default: the word. */
  readonly spoken?: string;
  /** What `<word> help` prints, ipmitool's own text where it has one; made from the verbs otherwise. */
  readonly help?: string;
  /** What ipmitool says of words that are no verb by themselves, by those words. */
  readonly groups?: Readonly<Record<string, VerbGroup>>;
}

interface Entry {
  readonly summary: string;
  readonly load: () => Promise<VerbFolder>;
}

/** First words in ipmitool's order, with its summaries. A folder is loaded when its word is said. */
const entries: Readonly<Record<string, Entry>> = {
  raw: { summary: "Send a RAW IPMI request and print response", load: () => import("./raw") },
  i2c: { summary: "Send an I2C Master Write-Read command and print response", load: () => import("./i2c") },
  lan: { summary: "Configure LAN Channels", load: () => import("./lan") },
  chassis: { summary: "Get chassis status and set power state", load: () => import("./chassis") },
  power: { summary: "Shortcut to chassis power commands", load: () => import("./power") },
  event: { summary: "Send pre-defined events to MC", load: () => import("./event") },
  mc: { summary: "Management Controller status and global enables", load: () => import("./mc") },
  sdr: { summary: "Print Sensor Data Repository entries and readings", load: () => import("./sdr") },
  sensor: { summary: "Print detailed sensor information", load: () => import("./sensor") },
  fru: { summary: "Print built-in FRU and scan SDR for FRU locators", load: () => import("./fru") },
  sel: { summary: "Print System Event Log (SEL)", load: () => import("./sel") },
  pef: { summary: "Configure Platform Event Filtering (PEF)", load: () => import("./pef") },
  sol: { summary: "Configure and connect IPMIv2.0 Serial-over-LAN", load: () => import("./sol") },
  user: { summary: "Configure Management Controller users", load: () => import("./user") },
  channel: { summary: "Configure Management Controller channels", load: () => import("./channel") },
  session: { summary: "Print session information", load: () => import("./session") },
  dcmi: { summary: "Data Center Management Interface", load: () => import("./dcmi") },
  firewall: { summary: "Configure Firmware Firewall", load: () => import("./firewall") },
  lan6: { summary: "Configure IPv6 LAN Channels", load: () => import("./lan6") },
};

/** Other names of first words. */
const synonyms: Readonly<Record<string, string>> = { bmc: "mc" };

/** First words with one line of help each, in the order they are shown. */
export const firstWords: readonly { readonly word: string; readonly summary: string }[] = Object.entries(
  entries,
).map(([word, { summary }]) => ({ word, summary }));

/** What the command line does with several verbs. */
const ofCommandLine: typeof firstWords = [
  { word: "shell", summary: "Launch interactive IPMI shell" },
  { word: "exec", summary: "Run list of commands from file" },
  { word: "set", summary: "Set runtime variable for shell and exec" },
];

export interface FoundVerb {
  readonly verb: Verb;
  /** What follows its path: for `verb.parse`. */
  readonly words: readonly string[];
}

/** The verb that words begin with; null when a person asked for help or the words name none. Loads one folder. */
export async function findVerb(words: readonly string[]): Promise<FoundVerb | null> {
  const folder = await folderOf(words[0]);
  if (folder === null) return null;
  const said = normalised(words);
  const alias = folder.verbs.find((verb) => verb.aliases?.some((path) => equal(path, said)));
  if (alias) return { verb: alias, words: [] };
  const verb = folder.verbs
    .filter(({ path }) => startsWith(said, path))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return verb ? { verb, words: said.slice(verb.path.length) } : null;
}

/** As `findVerb`; throws a UsageError in ipmitool's words when there is none, or when they ask for help. */
export async function lookUp(words: readonly string[]): Promise<FoundVerb> {
  const [first] = words;
  if (first === undefined) throw new UsageError(`No command provided!\n${commandList()}`);
  if (first === "help") throw new UsageError((await helpFor(words.slice(1))) ?? commandList(), 0);
  const found = await findVerb(words);
  if (found) return found;
  const folder = await folderOf(first);
  if (folder === null) throw new UsageError(`Invalid command: ${first}\n${commandList()}`);
  throw refusalOf(folder, normalised(words));
}

/** Every verb there is. Loads all folders. */
export async function allVerbs(): Promise<readonly Verb[]> {
  const folders = await Promise.all(Object.values(entries).map(({ load }) => load()));
  const verbs = new Set(folders.flatMap(({ verbs }) => verbs));
  return [...verbs];
}

/** The list of first words as ipmitool prints it on its error output. */
export function commandList(): string {
  const lines = [...firstWords, ...ofCommandLine].map(
    ({ word, summary }) => `\t${word.padEnd(12)}  ${summary}`,
  );
  return ["Commands:", ...lines, "", ""].join("\n");
}

/** What `help`, `<word> help` and `<word> <word> help` print; null when the words name nothing. */
export async function helpFor(words: readonly string[]): Promise<string | null> {
  if (words.length === 0) return commandList();
  const folder = await folderOf(words[0]);
  if (folder === null) return null;
  return helpOf(folder, normalised(words));
}

/** What may follow the words said so far, the last of them perhaps half typed ("" after a blank). */
export async function complete(words: readonly string[]): Promise<readonly string[]> {
  const said = words.slice(0, -1);
  const begun = words.at(-1) ?? "";
  if (said.length === 0) {
    const all = [...Object.keys(entries), ...Object.keys(synonyms), "help"];
    return all.filter((word) => word.startsWith(begun)).sort();
  }
  const folder = await folderOf(said[0]);
  const path = normalised(said);
  const next = (folder?.verbs ?? [])
    .flatMap((verb) => [verb.path, ...(verb.aliases ?? [])])
    .filter((candidate) => startsWith(candidate, path))
    .flatMap((candidate) => candidate[path.length] ?? []);
  return [...new Set(next)].filter((word) => word.startsWith(begun)).sort();
}

async function folderOf(word: string | undefined): Promise<VerbFolder | null> {
  if (word === undefined) return null;
  const name = synonyms[word] ?? word;
  return Object.hasOwn(entries, name) ? ((await entries[name]?.load()) ?? null) : null;
}

function normalised(words: readonly string[]): readonly string[] {
  const [first, ...rest] = words;
  return first === undefined ? [] : [synonyms[first] ?? first, ...rest];
}

function startsWith(words: readonly string[], path: readonly string[]): boolean {
  return path.length <= words.length && path.every((word, index) => word === words[index]);
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && startsWith(a, b);
}
