import { expect, test } from "vitest";
import { authCode } from "../session/ipmi15/auth-code";
import { Ipmi15Protection } from "../session/ipmi15/ipmi15-protection";
import { encodeIpmi15Packet } from "../session/ipmi15/packet";
import { nextSequence, SequenceCounter } from "../session/sequence-numbers";

const SESSION_ID = 0x11223344;
/** Five before the wrap. */
const FIRST = 0xffffffff - 4;
const PACKETS = 40;
const RMCP_HEADER_BYTES = 4;
/** Of the byte with the type of authentication: no code covers them, and nothing looks at them (IPMI 2.0 table 13-8). */
const RESERVED_BITS = [36, 37, 38, 39];
const password = Buffer.from("correct horse");

/** What a BMC sends in a session over the wrap of its numbers. */
function recorded(authType: "md5" | "md2"): Buffer[] {
  let sequence = FIRST;
  return Array.from({ length: PACKETS }, (_, index) => {
    const message = Buffer.from([0x81, 0x1c, 0x63, 0x20, index << 2, 0x01, 0x00, index, 0x00]);
    const numbered = { sessionId: SESSION_ID, sequence, message };
    sequence = nextSequence(sequence);
    return encodeIpmi15Packet({ ...numbered, authType, authCode: authCode(authType, password, numbered) });
  });
}

function receiver(authentication: "md5" | "md2"): Ipmi15Protection {
  return new Ipmi15Protection({
    authentication,
    password,
    sessionId: SESSION_ID,
    outbound: new SequenceCounter(1),
    firstInbound: FIRST,
    bare: false,
    deviations: { zeroSessionId: false, uncheckedReplies: false, swappedSequence: false },
  });
}

test.each(["md5", "md2"] as const)(
  "no packet of a recorded session of IPMI 1.5 with %s is taken with one bit flipped, cut, or a second time",
  (authentication) => {
    const ours = receiver(authentication);
    let tried = 0;
    const refuse = (datagram: Buffer) => {
      tried++;
      if (ours.open(datagram).ok) throw new Error(`taken: ${datagram.toString("hex")}`);
    };
    const passed: Buffer[] = [];
    for (const datagram of recorded(authentication)) {
      for (let bit = RMCP_HEADER_BYTES * 8; bit < datagram.length * 8; bit++) {
        if (RESERVED_BITS.includes(bit)) continue;
        const flipped = Buffer.from(datagram);
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        refuse(flipped);
      }
      for (let length = 0; length < datagram.length; length++) refuse(datagram.subarray(0, length));
      expect(ours.open(datagram).ok).toBe(true);
      passed.push(datagram);
      for (const replayed of passed) refuse(replayed);
    }
    expect(tried).toBeGreaterThan(10_000);
  },
);
