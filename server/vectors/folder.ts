import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { isSessionList } from "./sessions/captured-session";
import { checkSessions } from "./sessions/session-replay";
import { checkFru } from "./tables/fru";
import { checkCollection, isCollection } from "./tables/real";
import { checkSel, isSelTable } from "./tables/sel";
import { checkSensors, isSensorTable, sensorsIn } from "./tables/sensors";
import type { Tally } from "./tally";

interface JsonFile {
  /** Path below the folder. */
  readonly file: string;
  readonly content: unknown;
}

/** Runs all that is in `folder` and below it, told apart by what it contains. */
export function checkFolder(folder: string, tally: Tally): void {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
  const files = readJson(folder, paths, tally);
  for (const one of files) tally.of(one.file, "file").decoded("content", () => checkJson(one, files, tally));
  for (const path of paths.filter((name) => /\.bin$/i.test(name))) {
    const description = path.replace(/\.bin$/i, ".toml");
    const truth = paths.includes(description) ? readFileSync(join(folder, description), "utf8") : null;
    checkFru(path, readFileSync(join(folder, path)), truth, tally);
  }
}

function readJson(folder: string, paths: readonly string[], tally: Tally): readonly JsonFile[] {
  return paths
    .filter((path) => /\.json$/i.test(path))
    .flatMap((file) => {
      const checks = tally.of(file, "file");
      const content = checks.decoded("json", () => JSON.parse(readFileSync(join(folder, file), "utf8")));
      return content === null ? [] : [{ file, content }];
    });
}

function checkJson(one: JsonFile, files: readonly JsonFile[], tally: Tally): void {
  const { file, content } = one;
  if (isSensorTable(content)) checkSensors(file, content, tally);
  else if (isSelTable(content)) checkSel(file, content, sensorsFor(one, files), tally);
  else if (isSessionList(content)) checkSessions(file, content, tally);
  else if (isCollection(content)) checkCollection(file, content, tally);
  else tally.notes.push(`not read: ${file}: nothing in it is of a kind known here`);
}

/** The sensors of the BMC a SEL came from: `x_sensors.json` beside `x_sel.json`, else the folder's only sensor table. */
function sensorsFor({ file }: JsonFile, files: readonly JsonFile[]) {
  const tables = files.filter(
    (other) => dirname(other.file) === dirname(file) && isSensorTable(other.content),
  );
  const stem = basename(file).replace(/sel\.json$/i, "");
  const sibling = tables.find((other) => basename(other.file).toLowerCase() === `${stem}sensors.json`);
  const table = sibling ?? (tables.length === 1 ? tables[0] : undefined);
  return table === undefined ? [] : sensorsIn(table.content);
}
