import { NetFn } from "../../ipmi/commands/command";
import { CompletionCode } from "../../ipmi/message/completion-code";
import { PayloadType } from "../../ipmi/session/session-info";
import { ByteWriter } from "../../ipmi/wire/byte-writer";
import type { MachineReply } from "../machine";
import { isOurChannel } from "./channel-commands";
import type { ProtocolCommand, ProtocolState } from "./protocol-command";
import { refuse, success } from "./reply";
import type { LanSession } from "./session-table";
import { readSolSettings, type SolSettings } from "./sol/sol-settings";

/** The only instance of SOL. */
const INSTANCE = 1;
const STANDARD_PORT = 623;
const NO_VLAN = 0xffff;
const SOL_HEADER_BYTES = 4;

const ENCRYPTION = 0x80;

/** Completion codes of Activate and Deactivate Payload (IPMI 2.0 tables 24-2, 24-3). */
const Refusal = {
  AlreadyActive: 0x80,
  NotActive: 0x80,
  Disabled: 0x81,
  WithEncryption: 0x83,
  WithoutEncryption: 0x84,
} as const;

/** Activate Payload (IPMI 2.0 §24.1). */
const activatePayload: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x48,
  minimumLength: 6,
  execute(state, { data }, session) {
    if (session === null) return refuse(CompletionCode.InsufficientPrivilege);
    if (!isSol(data) || session.kind === "1.5") return refuse(CompletionCode.InvalidField);
    const settings = readSolSettings(state.machine, state.traits);
    const auxiliary = data.readUInt8(2);
    const encrypted = (auxiliary & ENCRYPTION) !== 0;
    const refusal = whyNot(state, session, settings, auxiliary);
    if (refusal !== null) return refuse(refusal);
    if (ownerOf(state) !== null) return refuse(Refusal.AlreadyActive);
    state.sol.activate(session, encrypted, settings);
    return success(activation(state));
  },
};

/** Why this session may not have SOL as it asks for it; null when it may. */
function whyNot(
  { machine, traits }: ProtocolState,
  session: LanSession,
  settings: SolSettings,
  auxiliary: number,
): number | null {
  const encrypted = (auxiliary & ENCRYPTION) !== 0;
  const user = machine.users().find(({ id }) => id === session.user.id);
  if (!settings.enabled || user?.serialOverLan !== true) return Refusal.Disabled;
  if (session.privilege < settings.privilege) return CompletionCode.InsufficientPrivilege;
  const { solAuxiliary, solEncryption } = traits;
  if (solAuxiliary !== null && (auxiliary & solAuxiliary.mask) !== solAuxiliary.value) {
    return CompletionCode.InvalidField;
  }
  if (settings.forceEncryption && !encrypted) return Refusal.WithoutEncryption;
  if (solEncryption === "as-asked") return null;
  if ("refuses" in solEncryption) return encrypted ? solEncryption.refuses : null;
  return encrypted ? null : solEncryption.demands;
}

function activation({ traits }: ProtocolState): Buffer {
  const size = traits.solPayloadBytes + SOL_HEADER_BYTES;
  return new ByteWriter().zeros(4).u16(size).u16(size).u16(STANDARD_PORT).u16(NO_VLAN).toBuffer();
}

/** Deactivate Payload (IPMI 2.0 §24.2). Whoever may use SOL may end it. */
const deactivatePayload: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x49,
  minimumLength: 6,
  execute(state, { data }, session) {
    if (session === null) return refuse(CompletionCode.InsufficientPrivilege);
    const isMeant = state.traits.solInstanceIgnored ? isSolType(data) : isSol(data);
    if (!isMeant) return refuse(CompletionCode.InvalidField);
    const owner = ownerOf(state);
    if (owner === null) return refuse(Refusal.NotActive);
    if (session.privilege < readSolSettings(state.machine, state.traits).privilege) {
      return refuse(CompletionCode.InsufficientPrivilege);
    }
    if (state.traits.solDeactivation === "denies") return refuse(Refusal.NotActive);
    if (state.traits.solDeactivation === "claims") return success();
    if (owner === session) state.sol.sessionEnded(session);
    else state.sol.end();
    return success();
  },
};

/** Get Payload Activation Status (IPMI 2.0 §24.4). */
const getPayloadActivationStatus: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x4a,
  minimumLength: 1,
  execute(state, { data }) {
    if (data.readUInt8(0) !== PayloadType.SerialOverLan) return refuse(CompletionCode.InvalidField);
    return success([1, ownerOf(state) === null ? 0 : 1, 0]);
  },
};

/** Get Payload Instance Info (IPMI 2.0 §24.5). */
const getPayloadInstanceInfo: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x4b,
  minimumLength: 2,
  execute(state, { data }) {
    if (!isSol(data)) return refuse(CompletionCode.InvalidField);
    return success(
      new ByteWriter()
        .u32(ownerOf(state)?.id ?? 0)
        .u8(INSTANCE)
        .zeros(7)
        .toBuffer(),
    );
  },
};

/** IPMI message and SOL; the set-up payloads 10h–15h (IPMI 2.0 table 24-10). */
const SUPPORTED_PAYLOADS = Buffer.from([0x03, 0x00, 0x3f, 0x00, 0x00, 0x00, 0x00, 0x00]);

/** Get Channel Payload Support (IPMI 2.0 §24.8). */
const getChannelPayloadSupport: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x4e,
  minimumLength: 1,
  execute(state, { data }) {
    if (!isOurChannel(state, data.readUInt8(0))) return refuse(CompletionCode.InvalidField);
    return success(SUPPORTED_PAYLOADS);
  },
};

const VERSION_1_0 = 0x10;
const TYPE_NOT_AVAILABLE = 0x80;

/** Get Channel Payload Version (IPMI 2.0 §24.9). */
const getChannelPayloadVersion: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x4f,
  minimumLength: 2,
  execute(state, { data }): MachineReply {
    if (!isOurChannel(state, data.readUInt8(0))) return refuse(CompletionCode.InvalidField);
    const type = data.readUInt8(1) & 0x3f;
    const supported = ((SUPPORTED_PAYLOADS[(type >> 4) * 2 + ((type >> 3) & 1)] ?? 0) >> (type & 7)) & 1;
    return supported ? success([VERSION_1_0]) : refuse(TYPE_NOT_AVAILABLE);
  },
};

const SUSPEND = 0;
const RESUME = 1;

/** Suspend/Resume Payload Encryption (IPMI 2.0 §24.3): by the owner only. */
const suspendResumePayloadEncryption: ProtocolCommand = {
  netFn: NetFn.App,
  command: 0x55,
  minimumLength: 3,
  execute(state, { data }, session) {
    const operation = data.readUInt8(2) & 0x1f;
    if (!isSol(data) || operation > RESUME) return refuse(CompletionCode.InvalidField);
    if (session === null || ownerOf(state) !== session) return refuse(CompletionCode.NotInPresentState);
    state.sol.encrypt(operation !== SUSPEND);
    return success();
  },
};

function isSolType(data: Buffer): boolean {
  return (data.readUInt8(0) & 0x3f) === PayloadType.SerialOverLan;
}

function isSol(data: Buffer): boolean {
  return isSolType(data) && (data.readUInt8(1) & 0x0f) === INSTANCE;
}

/** The session that has SOL, and still is one. */
function ownerOf({ sol, sessions }: ProtocolState): LanSession | null {
  return sol.owner === null ? null : sessions.find(sol.owner.id);
}

export const payloadCommands: readonly ProtocolCommand[] = [
  activatePayload,
  deactivatePayload,
  getPayloadActivationStatus,
  getPayloadInstanceInfo,
  getChannelPayloadSupport,
  getChannelPayloadVersion,
  suspendResumePayloadEncryption,
];
