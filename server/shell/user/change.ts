import {
  CompletionCode,
  CompletionCodeError,
  PRESENT_CHANNEL,
  Privilege,
  setUserAccess,
  setUserName,
  setUserPassword,
  USER_NAME_BYTES,
} from "@/server/ipmi";
import { parseChannel } from "../channel/channel-number";
import { evaluated } from "../channel/evaluated";
import { failAs } from "../fail-as";
import { defineVerb, UsageError, type Verb, type VerbContext } from "../verb";
import { confirmWritten } from "./confirmed-write";
import { userHelp } from "./help";
import { parsePrivilegeLimit } from "./privilege-level";
import { readAccess, readName } from "./read-user";
import { parseUserId } from "./user-id";

export const setName = defineVerb<{ userId: number; name: string }, { userId: number; name: string }>({
  path: ["user", "set", "name"],
  usage: "<user id> <username>",
  summary: "Names a user",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: (words) => {
    const [id, name] = words;
    if (id === undefined || name === undefined || words.length > 2) throw new UsageError(userHelp);
    const userId = parseUserId(id);
    if (Buffer.byteLength(name) > USER_NAME_BYTES) {
      throw new UsageError(`Username is too long (> ${USER_NAME_BYTES} bytes)`);
    }
    return { userId, name };
  },
  run: async (context, { userId, name }) => {
    const { bmc, signal } = context;
    await failAs(bmc.send(setUserName, { userId, name }, { signal }), {
      silent: `Set User Name command failed (user ${userId}, name ${name})`,
    });
    await confirmWritten(
      context,
      async () => (await readName(context, userId)) === name,
      `The BMC accepted the name, but user ${userId} has another one`,
    );
    return { userId, name };
  },
  text: () => "",
});

export const privilege = defineVerb<
  { userId: number; channel: number; limit: number },
  { userId: number; channel: number; privilegeLimit: number }
>({
  path: ["user", "priv"],
  usage: "<user id> <privilege level> [<channel number>]",
  summary: "Limits what a user may do on a channel",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: (words) => {
    const [id, level, channel] = words;
    if (id === undefined || level === undefined || words.length > 3) throw new UsageError(userHelp);
    return {
      channel: channel === undefined ? PRESENT_CHANNEL : parseChannel(channel),
      limit: parsePrivilegeLimit(level),
      userId: parseUserId(id),
    };
  },
  run: async (context, { userId, channel, limit }) => {
    const change = { userId, channel, privilegeLimit: limit, access: null };
    await evaluated(context.bmc.send(setUserAccess, change, { signal: context.signal }), {
      consequence: `Set Privilege Level command failed (user ${userId})`,
    });
    await confirmWritten(
      context,
      async () => (await readAccess(context, { channel, userId })).privilegeLimit === limit,
      `The BMC accepted the privilege level, but user ${userId} has another one`,
    );
    return { userId, channel, privilegeLimit: limit };
  },
  text: ({ userId }) => `Set Privilege Level command successful (user ${userId})\n`,
});

export const enable = switching("enable");
export const disable = switching("disable");

function switching(operation: "enable" | "disable"): Verb {
  return defineVerb<number, { userId: number; enabled: boolean }>({
    path: ["user", operation],
    usage: "<user id>",
    summary: operation === "enable" ? "Lets a user log in" : "Keeps a user from logging in",
    privilege: Privilege.Administrator,
    class: "idempotent",
    parse: (words) => {
      const [id] = words;
      if (id === undefined || words.length > 1) throw new UsageError(userHelp);
      return parseUserId(id);
    },
    run: async (context, userId) => {
      const enabled = operation === "enable";
      try {
        await context.bmc.send(setUserPassword, { userId, operation }, { signal: context.signal });
      } catch (error) {
        // Some BMCs refuse to enable whom they have enabled already.
        if (!(await isAlreadySo(context, userId, enabled, error))) {
          await evaluated(Promise.reject(error), {
            consequence: `Set User Password command failed (user ${userId})`,
          });
        }
      }
      return { userId, enabled };
    },
    text: () => "",
  });
}

async function isAlreadySo(
  context: VerbContext,
  userId: number,
  enabled: boolean,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof CompletionCodeError) || error.completionCode !== CompletionCode.InvalidField) {
    return false;
  }
  const access = await readAccess(context, { channel: PRESENT_CHANNEL, userId });
  return access.enabled === enabled;
}
