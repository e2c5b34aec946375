import { Privilege } from "../../commands/command";
import { type CipherSuiteId, cipherSuite } from "../../crypto/cipher-suite";
import { Credentials } from "../../crypto/credentials";
import { IpmiError } from "../../errors";
import { Handshake } from "../../session/handshake";
import { NonceMemory } from "../../session/nonce-memory";
import { encodeSetupPacket } from "../../session/rmcp-plus-packet";
import { PayloadType } from "../../session/session-info";
import {
  type Algorithms,
  decodeOpenSessionRequest,
  decodeRakp1,
  encodeOpenSessionResponse,
  encodeRakp2,
} from "../../session/setup-messages";
import { SetupMessenger } from "../../session/setup-messenger";
import { SeededEntropy } from "../../testing/seeded-entropy";
import { VirtualClock } from "../../testing/virtual-clock";
import { RmcpPort } from "../../transport/rmcp-port";

type Triple = readonly [authentication: number, integrity: number, confidentiality: number];

const PAYLOAD = 16;

/** A BMC that answers whatever is asked with the algorithms it is told to, and with a wrong code in RAKP 2. */
class StubbornBmc {
  algorithms: Algorithms = { authentication: 0, integrity: 0, confidentiality: 0 };
  /** RAKP 1 messages: the client agreed. */
  agreed = 0;
  /** RAKP 3 messages with a code: what must not leave. */
  proofs = 0;
  private consoleSessionId = 0;
  private deliver: (datagram: Buffer) => void = () => {};

  connect(): RmcpPort {
    return new RmcpPort({
      remote: { address: "192.0.2.1", port: 623 },
      send: (datagram) => this.answer(Buffer.from(datagram)),
      onDatagram: (listener) => {
        this.deliver = listener;
      },
      onError: () => {},
      close: () => {},
    });
  }

  private answer(datagram: Buffer): void {
    const payload = datagram.subarray(PAYLOAD);
    switch (datagram.readUInt8(5)) {
      case PayloadType.OpenSessionRequest: {
        const { tag, consoleSessionId, privilege } = decodeOpenSessionRequest(payload);
        const ids = { tag, status: 0, privilege, consoleSessionId, bmcSessionId: 7 };
        this.reply(
          PayloadType.OpenSessionResponse,
          encodeOpenSessionResponse({ ...ids, ...this.algorithms }),
        );
        break;
      }
      case PayloadType.Rakp1:
        this.agreed++;
        this.challenge(decodeRakp1(payload).tag);
        break;
      case PayloadType.Rakp3:
        if (payload.length > 8) this.proofs++;
        break;
    }
  }

  private challenge(tag: number): void {
    const authCode = Buffer.alloc(this.algorithms.authentication === 3 ? 32 : 20, 0xaa);
    const nonce = Buffer.alloc(16, 1 + (this.agreed % 255));
    const message = {
      tag,
      status: 0,
      consoleSessionId: this.consoleSessionId,
      bmcNonce: nonce,
      bmcGuid: nonce,
      authCode,
    };
    this.reply(PayloadType.Rakp2, encodeRakp2(message));
  }

  private reply(type: number, payload: Buffer): void {
    if (type === PayloadType.OpenSessionResponse) this.consoleSessionId = payload.readUInt32LE(4);
    this.deliver(encodeSetupPacket(type, payload));
  }
}

/** All there are: six bits for each. */
export const allNumbers: readonly number[] = Array.from({ length: 64 }, (_, number) => number);

/**
 * Asks for a suite and gets each triple of these numbers for an answer: which ones the client goes on with, and how many
 * proofs of the password left although the BMC has not given its own.
 */
export async function everyTriple(id: CipherSuiteId, numbersOf: (field: 0 | 1 | 2) => readonly number[]) {
  const bmc = new StubbornBmc();
  const clock = new VirtualClock();
  const port = bmc.connect();
  const accepted: Triple[] = [];
  let asked = 0;
  for (const authentication of numbersOf(0)) {
    for (const integrity of numbersOf(1)) {
      for (const confidentiality of numbersOf(2)) {
        bmc.algorithms = { authentication, integrity, confidentiality };
        const before = bmc.agreed;
        await mustFail(id, port, clock, asked++);
        if (bmc.agreed > before) accepted.push([authentication, integrity, confidentiality]);
      }
    }
  }
  return { asked, accepted, proofs: bmc.proofs };
}

const never = new AbortController().signal;

async function mustFail(id: CipherSuiteId, port: RmcpPort, clock: VirtualClock, seed: number): Promise<void> {
  const handshake = new Handshake(new SetupMessenger(port, clock), new SeededEntropy(seed), {
    suite: cipherSuite(id),
    credentials: new Credentials({ username: "admin", password: "correct horse" }),
    privilege: Privilege.Administrator,
    nameOnlyLookup: true,
    padsName: false,
    opensAtHighest: false,
    workarounds: [],
    enrolledGuid: null,
    nonces: new NonceMemory(),
    opening: () => Promise.resolve(),
    refused: () => {},
    stepTimeoutMs: 1_000,
    signal: never,
  });
  try {
    await handshake.run();
  } catch (error) {
    if (error instanceof IpmiError) return;
    throw error;
  }
  throw new Error("logged in at a BMC that does not know the password");
}
