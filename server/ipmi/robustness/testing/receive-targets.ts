import { getChannelAuthenticationCapabilities } from "../../commands/app/get-channel-authentication-capabilities";
import type { BridgeRoute, Command } from "../../commands/command";
import { encryptAesCbc } from "../../crypto/aes-cbc";
import { cipherSuite } from "../../crypto/cipher-suite";
import { packetAuthCode } from "../../crypto/packet-integrity";
import { SessionKeys } from "../../crypto/session-keys";
import { IpmiError } from "../../errors";
import { encodeResponseMessage } from "../../message/ipmi-message";
import { encodeSessionlessPacket } from "../../message/sessionless-packet";
import { decodePresencePong, encodePresencePong } from "../../rmcp/asf-ping";
import { Ipmi15Protection } from "../../session/ipmi15/ipmi15-protection";
import { PacketProtection } from "../../session/packet-protection";
import { encodeSessionPacket, encodeSetupPacket } from "../../session/rmcp-plus-packet";
import { nextSequence, SequenceCounter } from "../../session/sequence-numbers";
import { Session } from "../../session/session";
import { PayloadType } from "../../session/session-info";
import { sessionlessExchange } from "../../session/sessionless";
import {
  decodeOpenSessionResponse,
  decodeRakp2,
  decodeRakp4,
  decodeSetupRefusal,
  encodeOpenSessionResponse,
  encodeRakp2,
  encodeRakp4,
} from "../../session/setup-messages";
import { defaultSolLimits } from "../../sol/sol-limits";
import { acknowledgement, encodeSolPacket } from "../../sol/sol-packet";
import { SolStream } from "../../sol/sol-stream";
import { SeededEntropy } from "../../testing/seeded-entropy";
import { testOnce, testRead, testSet } from "../../testing/test-commands";
import { VirtualClock } from "../../testing/virtual-clock";
import { RmcpPort } from "../../transport/rmcp-port";
import { decodes, type FuzzTarget, mustHold } from "./fuzz-target";

/** The whole way of a datagram: from the socket to whoever waits for an answer, and to the console. */

const OURS = 0x11223344;
const THEIRS = 0x55667788;
const RMCP_HEADER_BYTES = 4;
const iv = Buffer.alloc(16, 5);

function keysOf(id: 17 | 3): SessionKeys {
  const bytes = (n: number) => new SeededEntropy(n).bytes(cipherSuite(id).hashLength);
  return new SessionKeys({ sik: bytes(1), k1: bytes(2), k2: bytes(3) });
}

/** A socket whose other end is the fuzzer. */
function socket() {
  let deliver: (datagram: Buffer) => void = () => {};
  const transport = {
    remote: { address: "192.0.2.1", port: 623 },
    send: () => {},
    onDatagram: (listener: (datagram: Buffer) => void) => {
      deliver = listener;
    },
    onError: () => {},
    close: () => {},
  };
  return { port: new RmcpPort(transport), deliver: (datagram: Buffer) => deliver(datagram) };
}

/** A session of suite 17 in the middle of its work, and a way to count what it took for the BMC's. */
class Receiver {
  readonly clock = new VirtualClock();
  private readonly entropy = new SeededEntropy(4);
  private readonly socket = socket();
  private readonly session: Session;
  /** Payloads and answers that reached somebody. */
  taken = 0;
  private failure: unknown = null;

  constructor() {
    const suite = cipherSuite(17);
    const keys = keysOf(17);
    const parameters = { suite, keys, inboundSessionId: OURS, outboundSessionId: THEIRS };
    this.session = new Session(
      { port: this.socket.port, clock: this.clock, entropy: this.entropy },
      {
        protection: new PacketProtection(parameters),
        authentic: true,
        guid: null,
        consoleSessionId: OURS,
        bmcSessionId: THEIRS,
        login: { protocol: "2.0", cipherSuite: 17, authentication: null, workarounds: [] },
        otherwise: [],
      },
    );
    this.openConsole();
    for (const command of [testRead, testSet, testOnce]) this.ask(command);
    this.ask(testRead, { channel: 0, address: 0x30 });
    this.ask(testRead, { channel: 0, address: 0x30, transit: { channel: 6, address: 0x2c } });
  }

  deliver(datagram: Buffer): void {
    this.socket.deliver(datagram);
  }

  async settle(): Promise<void> {
    await this.clock.advance(1);
    if (this.failure !== null) throw this.failure;
  }

  /** Somebody always waits for an answer. */
  private ask(command: Command<number, unknown>, route?: BridgeRoute): void {
    const again = () => this.ask(command, route);
    this.session
      .send(command, 1, route === undefined ? {} : { route })
      .then(
        () => {
          this.taken++;
        },
        (error: unknown) => {
          if (!(error instanceof IpmiError)) this.failure ??= error;
        },
      )
      .then(again);
  }

  private openConsole(): void {
    const link = this.session.openPayload(PayloadType.SerialOverLan);
    const stream = new SolStream(
      {
        link: {
          send: (payload) => link.send(payload),
          onPayload: (listener) =>
            link.onPayload((payload) => {
              this.taken++;
              listener(payload);
            }),
        },
        clock: this.clock,
        limits: defaultSolLimits,
        payloadBytes: 255,
        checkOwner: async () => true,
        deactivated: () => {},
        unresponsive: () => {},
      },
      {
        data: () => {},
        mark: () => {},
        inputHeld: () => {},
        inputUncertain: () => {},
        end: () => {},
      },
    );
    // Something typed waits for its acknowledgement.
    stream.write(Buffer.from("reboot\r")).catch(() => {});
  }
}

const answer = encodeResponseMessage({
  netFn: 1,
  lun: 0,
  command: testRead.command,
  rqSeq: 0,
  completionCode: 0,
  data: Buffer.of(7),
});
const sol = encodeSolPacket({ ...acknowledgement(1, 1), sequence: 1, data: Buffer.from("login: ") });

/** A packet with all the right numbers and a code that was not made with the key. */
function forged(payloadType: number, payload: Buffer): Buffer {
  const header = { payloadType, encrypted: true, authenticated: true, sessionId: OURS, sequence: 1 };
  const sealed = encryptAesCbc(keysOf(17).aesKey(), iv, payload);
  return encodeSessionPacket(header, sealed, () => Buffer.alloc(16, 0x5a));
}

function setupPackets(): readonly Buffer[] {
  const ids = { tag: 0, status: 0, consoleSessionId: OURS };
  const opened = {
    ...ids,
    privilege: 4,
    bmcSessionId: THEIRS,
    authentication: 3,
    integrity: 4,
    confidentiality: 1,
  };
  const rakp2 = { ...ids, bmcNonce: iv, bmcGuid: iv, authCode: Buffer.alloc(32, 1) };
  return [
    encodeSetupPacket(PayloadType.OpenSessionResponse, encodeOpenSessionResponse(opened)),
    encodeSetupPacket(PayloadType.Rakp2, encodeRakp2(rakp2)),
    encodeSetupPacket(PayloadType.Rakp4, encodeRakp4({ ...ids, integrityCheck: iv })),
  ];
}

/** Whatever arrives without the session's key: nobody may be told of it. */
function datagrams(): FuzzTarget {
  const receiver = new Receiver();
  const md5 = new Ipmi15Protection({
    authentication: "md5",
    password: Buffer.from("correct horse"),
    sessionId: OURS,
    outbound: new SequenceCounter(1),
    firstInbound: 1,
    bare: false,
    deviations: { zeroSessionId: true, uncheckedReplies: false, swappedSequence: false },
  });
  const seeds = [
    forged(PayloadType.Ipmi, answer),
    forged(PayloadType.SerialOverLan, sol),
    ...setupPackets(),
    encodeSessionlessPacket(answer),
    encodePresencePong({ tag: 1, ipmiSupported: true }),
    Buffer.concat([
      Buffer.from("0600ff0702010000004433221100112233445566778899aabbccddeeff09", "hex"),
      answer,
    ]),
  ];
  return {
    name: "datagrams",
    seeds,
    run: (input) => {
      receiver.deliver(input);
      mustHold(receiver.taken === 0, "a forged packet was taken");
      mustHold(!md5.open(input).ok, "a forged IPMI 1.5 packet was taken");
      decodes(() => decodePresencePong(input));
    },
    settle: async () => {
      await receiver.settle();
      // Who waited for an answer is told a moment after it arrived.
      mustHold(receiver.taken === 0, "a forged packet was taken");
    },
  };
}

/** Packets that pass: the fuzzer has the key. Its first byte chooses how the packet is built, the rest is what is in it. */
function signedPackets(): FuzzTarget {
  const receiver = new Receiver();
  const suite = cipherSuite(17);
  const keys = keysOf(17);
  let sequence = 0;
  let settled = 0;
  const sign = (covered: Buffer) => packetAuthCode(suite, keys, covered);
  return {
    name: "signed packets",
    seeds: [answer, sol, Buffer.alloc(0), Buffer.alloc(40, 1)].flatMap((payload) =>
      [0, 1, 2, 3, 4].map((shape) => Buffer.concat([Buffer.of(shape), payload])),
    ),
    run: (input) => {
      const shape = input[0] ?? 0;
      const body = input.subarray(1);
      sequence = nextSequence(sequence);
      const payloadType = [PayloadType.Ipmi, PayloadType.SerialOverLan, shape >> 2, 0][shape & 3] ?? 0;
      const header = { payloadType, encrypted: true, authenticated: true, sessionId: OURS, sequence };
      const whole = (shape & 0x80) === 0;
      const payload = whole ? encryptAesCbc(keys.aesKey(), iv, body) : body;
      receiver.deliver(encodeSessionPacket(header, payload, sign));
    },
    settle: async () => {
      await receiver.settle();
      // Else the key would be of no use.
      mustHold(settled++ === 0 || receiver.taken > 0, "no signed packet was taken");
    },
  };
}

/** Answers outside a session, and messages of session set-up. */
function unprotected(): FuzzTarget {
  const { port, deliver } = socket();
  const clock = new VirtualClock();
  const { exchange } = sessionlessExchange(port, clock, new SeededEntropy(9));
  let failure: unknown = null;
  const ask = () => {
    const sent = exchange.send(getChannelAuthenticationCapabilities, { channel: 14, privilege: 4 });
    sent
      .catch((error: unknown) => {
        if (!(error instanceof IpmiError)) failure ??= error;
      })
      .then(ask);
  };
  ask();
  const header = encodeSessionlessPacket(answer).subarray(0, RMCP_HEADER_BYTES);
  return {
    name: "session set-up",
    seeds: [encodeSessionlessPacket(answer), ...setupPackets()].map((one) => one.subarray(RMCP_HEADER_BYTES)),
    run: (input) => {
      deliver(Buffer.concat([header, input]));
      const payload = input.subarray(12);
      decodes(() => decodeSetupRefusal(payload));
      decodes(() => decodeOpenSessionResponse(payload));
      for (const length of [null, 0, 16, 20, 32]) {
        decodes(() => decodeRakp2(payload, length));
        decodes(() => decodeRakp4(payload, length));
      }
    },
    settle: async () => {
      await clock.advance(1);
      if (failure !== null) throw failure;
    },
  };
}

export function receiveTargets(): readonly FuzzTarget[] {
  return [datagrams(), signedPackets(), unprotected()];
}
