import { describe, expect, test } from "vitest";
import type { Personality } from "../../simulator/personality";
import { simulatorBench } from "../../simulator/testing/simulator-bench";
import type { LoginProfile } from "./login-profile";
import type { Packing } from "./packet-protection";
import { timing } from "./timing";

const boards: Readonly<Record<Packing, Partial<Personality["traits"]>>> = {
  sik: { integrityKey: "sik" },
  "short-pad": { integrityPad: "short" },
};

function benchOf(packing: Packing | null) {
  return simulatorBench(packing === null ? {} : { traits: boards[packing] });
}

const usual: LoginProfile = {
  protocol: "2.0",
  cipherSuite: 17,
  authentication: null,
  privilege: 4,
  workarounds: [],
};

/** Logs in, and says how, and how long it took. */
async function timedLogin(
  { clock, another }: Pick<ReturnType<typeof benchOf>, "clock" | "another">,
  known: LoginProfile | null,
) {
  const begun = clock.now();
  const session = await clock.run(another({ known }).connect());
  return { profile: session.profile, tookMs: clock.now() - begun };
}

describe.each(["sik", "short-pad"] as const)("a board that wants %s packets", (packing) => {
  test("is found out once: the next login begins with them", async () => {
    const bench = benchOf(packing);
    const first = await timedLogin(bench, null);
    expect(first.profile.packing).toBe(packing);
    const next = await timedLogin(bench, first.profile);
    expect(next.profile).toEqual(first.profile);
    expect(first.tookMs).toBeGreaterThanOrEqual(timing.deafSession);
    expect(next.tookMs).toBeLessThan(timing.deafSession);
  });

  test("is believed nothing without a right code, remembered or not", async () => {
    const bench = benchOf(packing);
    bench.network.rule = ({ direction, datagram }) => {
      // The last byte of every answer inside a session: one of its authentication code.
      const inSession = datagram[4] === 0x06 && datagram.length > 10 && datagram.readUInt32LE(6) !== 0;
      const last = datagram.length - 1;
      if (direction === "to-client" && inSession) datagram.writeUInt8(datagram.readUInt8(last) ^ 1, last);
      return "pass";
    };
    await expect(timedLogin(bench, { ...usual, packing })).rejects.toMatchObject({ code: "handshake" });
  });
});

test("a board whose firmware has learnt better is found out, too", async () => {
  expect((await timedLogin(benchOf(null), { ...usual, packing: "sik" })).profile).toEqual(usual);
});

test("a board that is as specified has nothing to remember", async () => {
  expect((await timedLogin(benchOf(null), null)).profile).toEqual(usual);
});
