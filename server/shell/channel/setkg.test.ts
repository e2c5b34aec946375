import { expect, test } from "vitest";
import { setChannelSecurityKeys } from "@/server/ipmi/commands/app/set-channel-security-keys";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { lookUp } from "../registry";
import { runOn } from "../testing/scripted-run";

const zeros = (count: number) => "00".repeat(count);

test.each([
  ["channel setkg plain KGkey", `0e0101${Buffer.from("KGkey").toString("hex")}${zeros(15)}`],
  ["channel setkg hex 0x4b47 1", `0101014b47${zeros(18)}`],
])("%s sets K_g, filled up with zeros", async (line, bytes) => {
  const bmc = new ScriptedBmc().on(setChannelSecurityKeys, () => Buffer.of(2));
  expect(await runOn(bmc, line)).toMatchObject({ exitCode: 0 });
  expect(bmc.sent.map(({ data }) => data.toString("hex"))).toEqual([bytes]);
});

test.each([
  "channel setkg",
  "channel setkg plain",
  "channel setkg hex 4b4",
  "channel setkg hex xy",
  "channel setkg odd KG",
])("%s sends nothing", async (line) => {
  const bmc = new ScriptedBmc();
  expect(await runOn(bmc, line)).toMatchObject({ exitCode: 1 });
  expect(bmc.sent).toEqual([]);
});

test("a key that is too long is refused, not cut", async () => {
  const outcome = await runOn(new ScriptedBmc(), `channel setkg plain ${"k".repeat(21)}`);
  expect(outcome).toMatchObject({ exitCode: 1, complaint: expect.stringContaining("longer than 20 bytes") });
});

test("the key is a secret", async () => {
  const { verb, words } = await lookUp(["channel", "setkg", "plain", "KGkey", "1"]);
  expect(verb.secrets?.(words)).toEqual([1]);
});
