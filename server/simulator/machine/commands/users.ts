import { timingSafeEqual } from "node:crypto";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import { at, type Call, handlers, ok, refuse } from "../handler";
import { NO_ACCESS } from "../state/users";

const PRESENT_CHANNEL = 0x0e;
/** Set User Password (IPMI 2.0 §22.30): what to do. */
const Operation = { Disable: 0, Enable: 1, Set: 2, Test: 3 } as const;
const WRONG_PASSWORD = 0x80;
const WRONG_SIZE = 0x81;
/** The anonymous user's name is fixed. */
const FIXED_NAMES = 1;
const OEM_LEVEL = 5;
const STANDARD_PAYLOADS = 0x03;

/** User commands (IPMI 2.0 §22.26–22.31, §24.6, §24.7). */
export const userCommands = handlers(0x06, [
  [0x43, [3, 4], setAccess],
  [0x44, 2, getAccess],
  [0x45, 17, setName],
  [
    0x46,
    1,
    ({ bmc: { users }, data }) => {
      const id = userId(data);
      return users.has(id) ? ok(users.nameBytes(id)) : refuse(CompletionCode.ParameterOutOfRange);
    },
  ],
  [0x47, [2, 22], setPassword],
  [0x4c, 6, setPayloadAccess],
  [0x4d, 2, getPayloadAccess],
]);

const userId = (data: Uint8Array, offset = 0): number => at(data, offset) & 0x3f;

/** The channel a request names; null for one that has no users. */
export function namedChannel({ bmc, request }: Call, byte: number): number | null {
  const named = byte & 0x0f;
  const channel = named === PRESENT_CHANNEL ? request.channel : named;
  return channel === bmc.profile.lanChannel ? channel : null;
}

function setAccess(call: Call) {
  const { bmc, data } = call;
  const { users } = bmc;
  const [flags, id, limit] = [at(data, 0), userId(data, 1), at(data, 2) & 0x0f];
  const channel = namedChannel(call, flags);
  if (channel === null || !users.has(id)) return refuse(CompletionCode.ParameterOutOfRange);
  if (limit > OEM_LEVEL && limit !== NO_ACCESS) return refuse(CompletionCode.InvalidField);
  // Bit 7 says that bits 6–4 are meant.
  const bits = (flags & 0x80) !== 0 ? flags & 0x70 : users.access(id, channel) & 0x70;
  users.set(id, `access/${channel}`, [bits | limit]);
  return ok();
}

function getAccess(call: Call) {
  const { bmc, data } = call;
  const { users } = bmc;
  const channel = namedChannel(call, at(data, 0));
  const id = userId(data, 1);
  if (channel === null || !users.has(id)) return refuse(CompletionCode.ParameterOutOfRange);
  const ids = Array.from({ length: users.slots }, (_, index) => index + 1);
  const enabled = ids.filter((other) => users.isEnabled(other)).length;
  const status = users.isEnabled(id) ? 0x40 : 0x80;
  return ok([users.slots, status | enabled, 1, users.access(id, channel)]);
}

function setName({ bmc: { users }, data }: Call) {
  const id = userId(data);
  if (!users.has(id)) return refuse(CompletionCode.ParameterOutOfRange);
  if (id <= FIXED_NAMES && users.name(id) === "") return refuse(CompletionCode.InvalidField);
  const name = data.subarray(1);
  const text = name.toString("latin1").replace(/\0.*$/s, "");
  if (text !== "" && users.all().some((user) => user.id !== id && user.name === text)) {
    return refuse(CompletionCode.InvalidField);
  }
  users.set(id, "name", name);
  return ok();
}

function setPassword({ bmc: { users }, data }: Call) {
  const id = userId(data);
  if (!users.has(id)) return refuse(CompletionCode.ParameterOutOfRange);
  const operation = at(data, 1) & 0x03;
  if (operation === Operation.Disable || operation === Operation.Enable) {
    users.set(id, "enabled", [operation]);
    return ok();
  }
  const size = (at(data, 0) & 0x80) !== 0 ? 20 : 16;
  const given = data.subarray(2);
  if (given.length !== size) return refuse(CompletionCode.DataLengthInvalid);
  if (operation === Operation.Set) {
    users.set(id, "password", given);
    return ok();
  }
  return testPassword(users.password(id), given);
}

function testPassword(stored: Buffer, given: Buffer) {
  const full = Buffer.alloc(20);
  const asked = Buffer.alloc(20);
  stored.copy(full);
  given.copy(asked);
  // A password of more than 16 bytes cannot be tested in the short form.
  const isLonger = full.subarray(16).some((byte) => byte !== 0);
  if (given.length === 16 && isLonger) return refuse(WRONG_SIZE);
  return timingSafeEqual(full, asked) ? ok() : refuse(WRONG_PASSWORD);
}

function setPayloadAccess(call: Call) {
  const { bmc, data } = call;
  const channel = namedChannel(call, at(data, 0));
  const id = userId(data, 1);
  if (channel === null || !bmc.users.has(id)) return refuse(CompletionCode.ParameterOutOfRange);
  const disables = (at(data, 1) & 0xc0) !== 0;
  const before = bmc.users.payloads(id, channel);
  const after = Array.from({ length: 4 }, (_, index) => {
    const mask = at(data, 2 + index);
    return disables ? at(before, index) & ~mask : at(before, index) | mask;
  });
  bmc.users.set(id, `payload/${channel}`, after);
  return ok();
}

function getPayloadAccess(call: Call) {
  const { bmc, data } = call;
  const channel = namedChannel(call, at(data, 0));
  const id = userId(data, 1);
  if (channel === null || !bmc.users.has(id)) return refuse(CompletionCode.ParameterOutOfRange);
  const [standard = 0, ...others] = bmc.users.payloads(id, channel);
  return ok([standard & STANDARD_PAYLOADS, ...others]);
}
