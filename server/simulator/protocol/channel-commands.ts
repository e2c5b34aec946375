import { NetFn } from "../../ipmi/commands/command";
import { cipherSuite, cipherSuitesByStrength } from "../../ipmi/crypto/cipher-suite";
import { CompletionCode } from "../../ipmi/message/completion-code";
import type { AuthenticationType } from "../../ipmi/session/authentication-type";
import type { ProtocolCommand, ProtocolState } from "./protocol-command";
import { refuse, success } from "./reply";

const PRESENT_CHANNEL = 0x0e;
const CIPHER_SUITE_BLOCK = 16;

/** Bits of IPMI 2.0 table 22-15, byte 3. */
const typeBits: Readonly<Record<AuthenticationType, number>> = {
  none: 0x01,
  md2: 0x02,
  md5: 0x04,
  password: 0x10,
};

/** Get Channel Authentication Capabilities (IPMI 2.0 §22.13). */
const getChannelAuthenticationCapabilities: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x38,
  minimumLength: 2,
  execute(state, { data }) {
    const { traits, machine } = state;
    const channel = data.readUInt8(0);
    if (!isOurChannel(state, channel)) return refuse(CompletionCode.InvalidField);
    const wantsIpmi2 = (channel & 0x80) !== 0;
    const types = traits.authenticationTypes.reduce((bits, type) => bits | typeBits[type], 0);
    const ipmi15 = traits.authenticationTypes.length > 0 ? 0x01 : 0;
    const perMessage = traits.perMessageAuthenticationOff ? 0x10 : 0;
    const key = machine.bmcKey === null ? 0 : 0x20;
    return success([
      machine.lanChannel,
      types | (wantsIpmi2 ? 0x80 : 0),
      key | perMessage | userBits(state),
      wantsIpmi2 ? 0x02 | ipmi15 : 0,
      0,
      0,
      0,
      0,
    ]);
  },
};

/** Which kinds of user names may log in (IPMI 2.0 table 22-15, byte 4). */
function userBits({ machine }: ProtocolState): number {
  let bits = 0;
  for (const { name, password, enabled } of machine.users()) {
    if (!enabled) continue;
    if (name !== "") bits |= 0x04;
    else if (password.some((byte) => byte !== 0)) bits |= 0x02;
    else bits |= 0x01;
  }
  return bits;
}

/** Get Channel Cipher Suites (IPMI 2.0 §22.15). */
const getChannelCipherSuites: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x54,
  minimumLength: 3,
  execute(state, { data }) {
    if (!isOurChannel(state, data.readUInt8(0))) return refuse(CompletionCode.InvalidField);
    const index = data.readUInt8(2);
    const { cipherSuites, advertisedCipherSuites } = state.traits;
    const records = cipherSuiteRecords(advertisedCipherSuites ?? cipherSuites, (index & 0x80) !== 0);
    const at = (index & 0x3f) * CIPHER_SUITE_BLOCK;
    return success([state.machine.lanChannel, ...records.slice(at, at + CIPHER_SUITE_BLOCK)]);
  },
};

/** Records by suite, or the algorithms of all suites without repetition (IPMI 2.0 §22.15.1, table 22-19). */
function cipherSuiteRecords(ids: readonly number[], bySuite: boolean): number[] {
  const suites = cipherSuitesByStrength.map(cipherSuite).filter(({ id }) => ids.includes(id));
  const records = suites
    .sort((a, b) => a.id - b.id)
    .map(({ id, authentication, integrity, confidentiality }) => ({
      head: [0xc0, id],
      algorithms: [authentication, 0x40 | integrity, 0x80 | confidentiality],
    }));
  if (bySuite) return records.flatMap(({ head, algorithms }) => [...head, ...algorithms]);
  return [...new Set(records.flatMap(({ algorithms }) => algorithms))].sort((a, b) => a - b);
}

/** Get System GUID (IPMI 2.0 §22.14). */
const getSystemGuid: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x37,
  minimumLength: 0,
  execute: ({ machine }) => success(machine.guid),
};

/** "This channel" or our number. */
export function isOurChannel({ machine }: ProtocolState, channel: number): boolean {
  const number = channel & 0x0f;
  return number === PRESENT_CHANNEL || number === machine.lanChannel;
}

/** What a console asks before it has a session. */
export const channelCommands: readonly ProtocolCommand[] = [
  getChannelAuthenticationCapabilities,
  getChannelCipherSuites,
  getSystemGuid,
];
