import { statSync } from "node:fs";
import { resolve } from "node:path";
import { checkFolder } from "./folder";
import { type Finding, Tally } from "./tally";

/** `npm run vectors -- FOLDER`: replays captures and tables of others. Returns the exit code. */
export function main(args: readonly string[], write: (line: string) => void): number {
  const [folder] = args;
  if (folder === undefined || args.length !== 1) {
    write("usage: npm run vectors -- FOLDER");
    return 1;
  }
  const path = resolve(folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    write(`${folder} is not a folder`);
    write("0 passed, 1 failed");
    return 1;
  }
  const tally = new Tally();
  checkFolder(path, tally);
  if (tally.passed + tally.failed === 0) {
    write(`no vectors in ${folder}`);
    tally.failed = 1;
  }
  for (const note of tally.notes) write(note);
  for (const finding of tally.findings) write(line(finding));
  write(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 ? 1 : 0;
}

function line({ kind, file, name, field, expected, got, why }: Finding): string {
  const text = `${file}: ${name}: ${field}: expected ${expected}, got ${got}`;
  return kind === "failed" ? `FAILED ${text}` : `explained: ${text} (${why})`;
}
