import { expect, test } from "vitest";
import { getDeviceId } from "../commands/app/get-device-id";
import { fixture } from "../testing/fixture";
import { PayloadType } from "./session-info";

const SOL = PayloadType.SerialOverLan;

async function attached() {
  const all = fixture();
  const link = await all.clock.run(all.client.openPayload(SOL));
  const received: string[] = [];
  const ends: (string | null)[] = [];
  link.onPayload((payload) => received.push(payload.toString()));
  link.onEnd((reason) => ends.push(reason?.code ?? null));
  const atBmc: string[] = [];
  all.bmc.onPayload(SOL, (payload) => atBmc.push(payload.toString()));
  return { ...all, link, received, ends, atBmc };
}

test("payloads ride the session both ways, sealed, in the session's own numbers", async () => {
  const { clock, network, bmc, link, received, atBmc } = await attached();
  const before = network.passages.length;
  link.send(Buffer.from("typed"));
  bmc.sendPayload(bmc.lastSession(), SOL, Buffer.from("shown"));
  await clock.advance(5);
  expect(atBmc).toEqual(["typed"]);
  expect(received).toEqual(["shown"]);
  const datagrams = network.passages.slice(before).map(({ datagram }) => datagram);
  expect(datagrams).toHaveLength(2);
  for (const datagram of datagrams) {
    expect(datagram[5]).toBe(0xc0 | SOL);
    expect(datagram.includes("typed") || datagram.includes("shown")).toBe(false);
  }
});

test("commands and payloads share one count, so neither is taken for a replay", async () => {
  const { clock, client, bmc, link, received, atBmc } = await attached();
  for (let i = 0; i < 100; i++) {
    link.send(Buffer.from(`${i}`));
    bmc.sendPayload(bmc.lastSession(), SOL, Buffer.from(`${i}`));
    await clock.run(client.send(getDeviceId, undefined));
  }
  await clock.advance(5);
  const all = Array.from({ length: 100 }, (_, i) => `${i}`);
  expect(atBmc).toEqual(all);
  expect(received).toEqual(all);
});

test("a duplicated or forged payload is not delivered", async () => {
  const { clock, network, bmc, received } = await attached();
  bmc.sendPayload(bmc.lastSession(), SOL, Buffer.from("once"));
  const datagram = network.passages.at(-1)?.datagram ?? Buffer.alloc(0);
  await clock.advance(5);
  network.inject(datagram);
  const forged = Buffer.from(datagram);
  forged.writeUInt8(forged.readUInt8(10) + 1, 10);
  network.inject(forged);
  expect(received).toEqual(["once"]);
});

test("the link names the session it rides, and sends commands over it alone", async () => {
  const { clock, client, bmc, link } = await attached();
  expect(link.session).toEqual(client.session);
  await clock.run(link.commands.send(getDeviceId, undefined));
  bmc.reboot();
  const lost = link.commands.send(getDeviceId, undefined).catch((error: { code: string }) => error.code);
  expect(await clock.run(lost)).toBe("session-lost");
  expect(bmc.sessions.size).toBe(0);
});

test("a lost session ends the link with the reason, once; nothing is sent or delivered afterwards", async () => {
  const { clock, network, client, bmc, link, ends } = await attached();
  bmc.reboot();
  await clock.run(client.send(getDeviceId, undefined));
  expect(ends).toEqual(["session-lost"]);
  const before = network.passages.length;
  link.send(Buffer.from("late"));
  link.close();
  expect(network.passages).toHaveLength(before);
  expect(ends).toEqual(["session-lost"]);
});

test("whoever listens after the end hears of it at once", async () => {
  const { clock, client, link } = await attached();
  await clock.run(client.close());
  const heard: unknown[] = [];
  link.onEnd((reason) => heard.push(reason));
  expect(heard).toEqual([null]);
});

test("closing the link frees the payload type and leaves the session", async () => {
  const { clock, client, link, ends } = await attached();
  const second = client.openPayload(SOL).catch((error: { code: string }) => error.code);
  expect(await second).toBe("sol");
  link.close();
  expect(ends).toEqual([null]);
  await clock.run(client.openPayload(SOL));
  expect(client.session).not.toBeNull();
});
