import { expect, test } from "vitest";
import { getDeviceId } from "../commands/app/get-device-id";
import { type CipherSuiteId, cipherSuite } from "../crypto/cipher-suite";
import { SessionKeys } from "../crypto/session-keys";
import { PacketProtection } from "../session/packet-protection";
import { decodeRmcpPlusPacket } from "../session/rmcp-plus-packet";
import { fixture } from "../testing/fixture";
import { loginBench, loginOutcome } from "../testing/login-bench";
import { testRead } from "../testing/test-commands";

const RMCP_HEADER_BYTES = 4;

/** What a BMC sent in a session of ours, and a fresh receiver for it. */
async function recorded(id: CipherSuiteId) {
  const { client, clock, bmc, network } = fixture({ client: { cipherSuites: [id] } });
  bmc.handle(testRead, (data) => data);
  await clock.run(client.connect());
  const { keys, consoleSessionId, bmcSessionId } = bmc.lastSession();
  const copies = () =>
    new SessionKeys({
      sik: Buffer.from(keys.sik()),
      k1: Buffer.from(keys.k1()),
      k2: Buffer.from(keys.k2()),
      integrityKey: Buffer.from(keys.integrityKey()),
    });
  const secret = copies();
  await clock.run(client.send(getDeviceId, undefined));
  for (let value = 0; value < 4; value++) await clock.run(client.send(testRead, value));
  await clock.run(client.close());
  const datagrams = network.passages
    .filter(({ direction, datagram }) => direction === "to-client" && isInSession(datagram, consoleSessionId))
    .map(({ datagram }) => datagram);
  const receiver = () =>
    new PacketProtection({
      suite: cipherSuite(id),
      keys: secret,
      inboundSessionId: consoleSessionId,
      outboundSessionId: bmcSessionId,
    });
  return { datagrams, receiver };
}

function isInSession(datagram: Buffer, sessionId: number): boolean {
  return datagram[4] === 0x06 && decodeRmcpPlusPacket(datagram)?.sessionId === sessionId;
}

test.each<CipherSuiteId>([17, 3])(
  "no packet of a recorded session of suite %i is taken with one bit flipped, cut, or with a byte more",
  async (id) => {
    const { datagrams, receiver } = await recorded(id);
    expect(datagrams.length).toBeGreaterThan(5);
    const ours = receiver();
    let tried = 0;
    const refuse = (datagram: Buffer) => {
      tried++;
      if (ours.open(datagram).ok) throw new Error(`taken: ${datagram.toString("hex")}`);
    };
    for (const datagram of datagrams) {
      for (let bit = RMCP_HEADER_BYTES * 8; bit < datagram.length * 8; bit++) {
        const flipped = Buffer.from(datagram);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        refuse(flipped);
      }
      for (let length = 0; length < datagram.length; length++) refuse(datagram.subarray(0, length));
      refuse(Buffer.concat([datagram, Buffer.alloc(1)]));
      // Nothing of it used up the packet's number; and the second time it is a replay.
      expect(ours.open(datagram).ok).toBe(true);
      refuse(datagram);
    }
    expect(tried).toBeGreaterThan(3_000);
  },
);

/** Bytes of a payload that are reserved or say nothing we act on: privilege is raised by a command of its own. */
const meaningless: Readonly<Record<number, readonly number[]>> = {
  // Maximum privilege, reserved; each algorithm's reserved bytes and, below, the reserved bits of its number.
  17: [2, 3, 13, 14, 17, 18, 19, 21, 22, 25, 26, 27, 29, 30, 33, 34, 35],
  19: [2, 3],
  21: [2, 3],
};
const algorithmNumbers = [16, 24, 32];

test.each<CipherSuiteId>([17, 3])(
  "no message of session set-up of suite %i with one bit flipped leads to a session",
  async (id) => {
    for (const type of [0x11, 0x13, 0x15]) {
      const length =
        type === 0x11
          ? 36
          : type === 0x13
            ? 40 + cipherSuite(id).hashLength
            : 8 + cipherSuite(id).checkLength;
      for (let at = 0; at < length; at++) {
        if (meaningless[type]?.includes(at)) continue;
        for (let bit = 0; bit < 8; bit++) {
          if (type === 0x11 && algorithmNumbers.includes(at) && bit >= 6) continue;
          const given = loginBench({ client: { cipherSuites: [id] } });
          given.faults.payload = (sent, payload) => {
            if (sent === type) payload.writeUInt8(payload.readUInt8(at) ^ (1 << bit), at);
            return payload;
          };
          const { code } = await loginOutcome(given, 2_000);
          expect(code, `message ${type}, byte ${at}, bit ${bit}`).not.toBe("logged in");
        }
      }
    }
  },
  120_000,
);
