// `node tools/interop.mjs`: writes docs/interoperability.md from what the last run of e2e/interop found.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
export const RUN_FILE = `${root}test-results/interop.json`;
export const PAGE_FILE = `${root}docs/interoperability.md`;
export const REGENERATE = "npx vitest run --config vitest.peer.config.ts e2e/interop; node tools/interop.mjs";

const LOGIN = "login";

/** The page of a run. Says nothing of when and where it ran: the same findings are the same page. */
export function interoperabilityPage({ engine, clients, guest }) {
  const notes = new Notes();
  const logins = engine.filter(({ verb }) => verb === LOGIN);
  const verbs = engine.filter(({ verb }) => verb !== LOGIN);
  return `# Interoperability

Made from a run of \`e2e/interop\`, which is part of \`npm test\` and fails when it finds anything else than this page says. To make it
anew: \`${REGENERATE}\`.

✓ works · – not offered, or refused at the login · two digits: the completion code with which the peer refuses · a number in brackets: see below.
A cell with several signs has one for each outcome over the connections.

## Our engine on BMCs

\`ipmi_sim\` is OpenIPMI's, with a controller behind it and 40 sensors; \`pyghmi\` is a BMC on the library of that name; the others are our own
simulator's profiles.

### Logins

Each with exactly that cipher suite, or in IPMI 1.5 with exactly that authentication type.

${table(logins, "connection", "", notes)}

### Verbs

Each over every connection that works. An order counts as ✓ when the BMC carried it out, a cycle exactly once, and the host did as told; \`sol activate\` when
the host echoed a line; the others when they printed what only a real answer has.

${table(verbs, "verb", "`", notes)}

## Clients we did not write, on our simulator

Without a workaround flag, over these connections where the profile has them, with time for late answers on a busy machine:

${programs(clients)}

The column K_g is a Dell with a BMC key.

${table(clients, "verb", "`", notes)}

## A guest that really boots

${guestSection(guest, notes)}

## Why

${notes.list()}
`;
}

function guestSection(guest, notes) {
  if ("missing" in guest) return `Not part of the run: ${guest.missing}.`;
  return `QEMU behind \`ipmi_sim\`: the power orders start and end a virtual machine with a Linux kernel, and SOL is its serial port. Each client opens the console,
switches the guest on, reads the kernel's words, has the guest's shell calculate something, and asks the guest to go. ✓ stands where the client said so and
it was so. Ours and \`lightsout ipmi\` get an address and a login; ipmitool wants \`-C 3\` here, \`ipmipower\`
\`-W opensesspriv\` and \`ipmiconsole\` \`-W opensesspriv,solpayloadsize,solport,solchannelsupport\`.

${table(guest, "verb", "`", notes)}`;
}

/** Rows of `key` in order of appearance, a column for each peer. */
function table(cells, key, quote, notes) {
  const peers = distinct(cells.map(({ peer }) => peer));
  const rows = distinct(cells.map((cell) => cell[key])).map((row) => [
    `${quote}${row}${quote}`,
    ...peers.map((peer) =>
      entry(
        cells.filter((cell) => cell[key] === row && cell.peer === peer),
        notes,
      ),
    ),
  ]);
  const lines = [["", ...peers], ["---", ...peers.map(() => ":-:")], ...rows];
  return lines.map((columns) => `| ${columns.join(" | ")} |`).join("\n");
}

/** What works first, then the rest in order of appearance. Empty where nothing was tried. */
function entry(cells, notes) {
  const signs = distinct(cells.map((cell) => sign(cell) + notes.mark(cell.reason)));
  return [...signs.filter((each) => each === "✓"), ...signs.filter((each) => each !== "✓")].join(" ");
}

function sign({ outcome }) {
  if (outcome === "works") return "✓";
  if (outcome.startsWith("FAILED")) return "✗";
  const [, code] = /^refused ([0-9A-F]{2})$/.exec(outcome) ?? [];
  return code ?? "–";
}

/** The connections of each program, as a list. */
function programs(cells) {
  const programOf = ({ verb }) => verb.split(" ")[0];
  return distinct(cells.map(programOf))
    .map((program) => {
      const own = cells.filter((cell) => programOf(cell) === program);
      return `- \`${program}\`: ${distinct(own.map(({ connection }) => connection)).join("; ")}`;
    })
    .join("\n");
}

/** Reasons, numbered in order of appearance. */
class Notes {
  reasons = [];

  mark(reason) {
    if (reason === null) return "";
    if (!this.reasons.includes(reason)) this.reasons.push(reason);
    return `[${this.reasons.indexOf(reason) + 1}]`;
  }

  list() {
    return this.reasons.map((reason, index) => `${index + 1}. ${reason}`).join("\n");
  }
}

const distinct = (values) => [...new Set(values)];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    writeFileSync(PAGE_FILE, interoperabilityPage(JSON.parse(readFileSync(RUN_FILE, "utf8"))));
    console.log(`written: ${PAGE_FILE}`);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.error(`There is no run yet. First: ${REGENERATE.split(";")[0]}`);
    process.exitCode = 1;
  }
}
