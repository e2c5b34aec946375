import { expect, test } from "vitest";
import { messages } from "@/lib/i18n/messages";
import { shellVerbs } from "@/server/bmc/ipmi/shell";

const { en, zh } = { en: messages.en.ipmiShell.summaries, zh: messages.zh.ipmiShell.summaries };

test("the page says of every verb what the command line says of it", async () => {
  const verbs = await shellVerbs();
  expect(en).toEqual(Object.fromEntries(verbs.map(({ path, summary }) => [path.join(" "), summary])));
});

test("every verb has a Chinese summary, and none is left of a verb that went", async () => {
  const verbs = await shellVerbs();
  expect(Object.keys(zh).sort()).toEqual(verbs.map(({ path }) => path.join(" ")).sort());
  for (const summary of Object.values(zh)) expect(summary).toMatch(/\p{Script=Han}/u);
});
