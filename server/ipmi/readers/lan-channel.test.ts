import { expect, test } from "vitest";
import { getChannelAuthenticationCapabilities } from "../commands/app/get-channel-authentication-capabilities";
import { getChannelInfo } from "../commands/app/get-channel-info";
import { hex } from "../commands/testing/vectors";
import { IpmiError } from "../errors";
import { findLanChannel } from "./lan-channel";
import { type Answer, ScriptedBmc } from "./testing/scripted-bmc";

const IPMB = 1;
const LAN = 4;
const capabilities = hex("02 80 04 02 00 00 00 00");

function bmc(info: (channel: number) => Answer): ScriptedBmc {
  return new ScriptedBmc()
    .on(getChannelInfo, (data) => info(data[0] ?? 0))
    .on(getChannelAuthenticationCapabilities, () => capabilities);
}

const channel = (number: number, medium: number) =>
  Buffer.from([number, medium, 1, 0x80, 0xf2, 0x1b, 0, 0, 0]);

test("the BMC says which channel we come by", async () => {
  const hp = bmc((asked) => (asked === 0x0e ? channel(2, LAN) : 0xcc));
  expect(await findLanChannel(hp)).toBe(2);
  expect(hp.sent).toHaveLength(1);
});

test.each<[string, Answer]>([
  ["refuses", 0xcc],
  ["answers with garbage for", hex("0e")],
  ["echoes 0Eh for", channel(0x0e, LAN)],
  ["takes another one for", channel(0x0f, 12)],
])("where it %s the present channel, the first LAN channel is taken", async (_, present) => {
  const odd = bmc((asked) => (asked === 0x0e ? present : channel(asked, asked === 3 ? LAN : IPMB)));
  expect(await findLanChannel(odd)).toBe(3);
});

test("without Get Channel Info the channel of the login counts, without that 'this one'", async () => {
  expect(await findLanChannel(bmc(() => 0xc1))).toBe(2);
  const mute = bmc(() => 0xc1).on(getChannelAuthenticationCapabilities, () => 0xc1);
  expect(await findLanChannel(mute)).toBe(0x0e);
});

test("a lost session is an error", async () => {
  const lost = new IpmiError("session-lost", "gone");
  await expect(findLanChannel(bmc(() => lost))).rejects.toBe(lost);
});
