import { expect, test } from "vitest";
import { getChannelAuthenticationCapabilities } from "./commands/app/get-channel-authentication-capabilities";
import { Credentials } from "./crypto/credentials";
import { probe } from "./probe";
import { fixture } from "./testing/fixture";

async function walk(all: ReturnType<typeof fixture>) {
  const steps: string[] = [];
  const progress = {
    running: (step: string) => steps.push(step),
    ok: (step: string) => steps.push(`${step} ok`),
  };
  const result = probe(all.options, progress).then(
    ({ session, device, capabilities }) => ({ code: "ok", suite: session.cipherSuite, device, capabilities }),
    (error: { code: string }) => ({ code: error.code }),
  );
  const outcome = await all.clock.run(result);
  await all.clock.advance(10);
  expect(all.network.openSockets).toBe(0);
  expect(all.clock.pendingTimers).toBe(0);
  expect(all.bmc.sessions.size).toBe(0);
  return { ...outcome, steps };
}

const all = [
  "route",
  "route ok",
  "rmcp",
  "rmcp ok",
  "capabilities",
  "capabilities ok",
  "login",
  "login ok",
  "device",
  "device ok",
];

test("walks every layer and leaves nothing behind", async () => {
  expect(await walk(fixture())).toMatchObject({
    code: "ok",
    suite: 17,
    device: { ipmiVersion: "2.0" },
    capabilities: { ipmi2: true },
    steps: all,
  });
});

test("a BMC that answers no ping is present all the same", async () => {
  const given = fixture();
  given.bmc.faults.pong = false;
  expect(await walk(given)).toMatchObject({ code: "ok", steps: all });
});

test("nobody there: no answer at rmcp", async () => {
  const given = fixture();
  given.network.partition(given.bmc.endpoint.address, true);
  expect(await walk(given)).toMatchObject({ code: "no-answer", steps: ["route", "route ok", "rmcp"] });
});

test("nothing listens on the port: no route, at once", async () => {
  const given = fixture();
  given.network.refuse(given.bmc.endpoint.address, true);
  expect(await walk(given)).toMatchObject({ code: "no-route", steps: ["route", "route ok", "rmcp"] });
  expect(given.clock.now()).toBeLessThan(100);
});

test("something that speaks no RMCP is not IPMI", async () => {
  const given = fixture();
  given.bmc.faults.outgoing = () => Buffer.from("HTTP/1.1 400 Bad Request");
  expect(await walk(given)).toMatchObject({ code: "not-ipmi", steps: ["route", "route ok", "rmcp"] });
});

test("a pong without any IPMI behind it is not IPMI", async () => {
  const given = fixture();
  given.bmc.handle(getChannelAuthenticationCapabilities, () => null);
  const outcome = await walk(given);
  expect(outcome).toMatchObject({ code: "not-ipmi" });
  expect(outcome.steps.at(-1)).toBe("capabilities");
});

test.each([
  ["says so", Buffer.from([1, 0x15, 4, 0, 0, 0, 0, 0])],
  ["refuses the IPMI 2.0 bit", { code: 0xcc }],
])("a BMC of IPMI 1.5 that %s is named as such", async (_, answer) => {
  const given = fixture();
  given.bmc.handle(getChannelAuthenticationCapabilities, () => answer);
  const outcome = await walk(given);
  expect(outcome).toMatchObject({ code: "ipmi-2-unsupported" });
  expect(outcome.steps.at(-1)).toBe("capabilities");
});

test("a wrong password stops at login", async () => {
  const credentials = new Credentials({ username: "admin", password: "wrong" });
  const outcome = await walk(fixture({ client: { credentials } }));
  expect(outcome).toMatchObject({ code: "bad-password" });
  expect(outcome.steps.at(-1)).toBe("login");
});

test("answers of another tag or session-less junk do not count as presence", async () => {
  const given = fixture();
  given.bmc.faults.outgoing = (datagram) => {
    const changed = Buffer.from(datagram);
    if (changed[3] === 0x06) changed.writeUInt8(changed.readUInt8(9) ^ 1, 9);
    else changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    return changed;
  };
  expect(await walk(given)).toMatchObject({ code: "no-answer", steps: ["route", "route ok", "rmcp"] });
});
