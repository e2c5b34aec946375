import { Privilege, setUserAccess, type UserAccess } from "@/server/ipmi";
import { parseByte } from "../numbers";
import { privilegeName, privilegeNamed } from "../user/privilege-level";
import { readAccess, readName, type User } from "../user/read-user";
import { parseUserId } from "../user/user-id";
import { defineVerb, UsageError } from "../verb";
import { parseChannel } from "./channel-number";
import { evaluated } from "./evaluated";
import { missingWords } from "./help";

export const getAccess = defineVerb<{ channel: number; userId: number | null }, readonly User[]>({
  path: ["channel", "getaccess"],
  usage: "<channel number> [user id]",
  summary: "What users may do on a channel",
  privilege: Privilege.Operator,
  class: "read",
  parse: (words) => {
    const [channel, userId] = words;
    if (channel === undefined || words.length > 2) throw new UsageError(missingWords);
    return {
      channel: parseChannel(channel),
      userId: userId === undefined ? null : parseUserId(userId),
    };
  },
  run: async (context, { channel, userId }) => {
    const users: User[] = [];
    let last = userId ?? 1;
    for (let id = last; id <= last; id++) {
      const output = usersText(users);
      const access = await evaluated(readAccess(context, { channel, userId: id }), {
        consequence: `Unable to Get User Access (channel ${channel} id ${id})`,
        output,
      });
      const name = await evaluated(readName(context, id), {
        consequence: `Unable to Get User Name (id ${id})`,
        output,
      });
      users.push({ id, name, access });
      if (userId === null && id === 1) last = access.maximumUsers;
    }
    return users;
  },
  text: usersText,
});

function usersText(users: readonly User[]): string {
  const [first] = users;
  if (first === undefined) return "";
  const { maximumUsers, enabledUsers } = first.access;
  const counts = `Maximum User IDs     : ${maximumUsers}\nEnabled User IDs     : ${enabledUsers}\n`;
  return counts + users.map(userText).join("");
}

function userText({ id, name, access }: User): string {
  return `
User ID              : ${id}
User Name            : ${name}
Fixed Name           : ${id <= access.fixedNames ? "Yes" : "No"}
Access Available     : ${access.callbackOnly ? "callback" : "call-in / callback"}
Link Authentication  : ${able(access.linkAuthentication)}
IPMI Messaging       : ${able(access.ipmiMessaging)}
Privilege Level      : ${privilegeName(access.privilegeLimit)}
Enable Status        : ${access.enabled === null ? "unknown" : able(access.enabled)}
`;
}

function able(on: boolean): string {
  return on ? "enabled" : "disabled";
}

type Rights = Pick<UserAccess, "callbackOnly" | "linkAuthentication" | "ipmiMessaging" | "privilegeLimit">;

interface AccessChange {
  readonly channel: number;
  readonly userId: number;
  readonly rights: Partial<Rights>;
}

export const setAccess = defineVerb<AccessChange, AccessChange>({
  path: ["channel", "setaccess"],
  usage: "<channel number> <user id> [callin=on|off] [ipmi=on|off] [link=on|off] [privilege=level]",
  summary: "Changes what a user may do on a channel",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: ([channel, userId, ...options]) => {
    if (channel === undefined || userId === undefined || options.length === 0) {
      throw new UsageError(missingWords, channel === "help" ? 0 : 1);
    }
    return {
      channel: parseChannel(channel),
      userId: parseUserId(userId),
      rights: Object.assign({}, ...options.map(parseOption)),
    };
  },
  run: async (context, change) => {
    const { channel, userId, rights } = change;
    const where = `(channel ${channel} id ${userId})`;
    const present = await evaluated(readAccess(context, { channel, userId }), {
      consequence: `Unable to Get User Access ${where}`,
    });
    const { privilegeLimit, ...access } = { ...present, ...rights };
    const request = { channel, userId, privilegeLimit, access };
    await evaluated(context.bmc.send(setUserAccess, request, { signal: context.signal }), {
      consequence: `Unable to Set User Access ${where}`,
    });
    return change;
  },
  text: ({ channel, userId }) => `Set User Access (channel ${channel} id ${userId}) successful.\n`,
});

function parseOption(option: string): Partial<Rights> {
  const [, name, value = ""] = /^(callin|link|ipmi|privilege)=(.*)$/.exec(option) ?? [];
  const on = !["off", "disable", "no"].includes(value);
  switch (name) {
    case "callin":
      return { callbackOnly: !on };
    case "link":
      return { linkAuthentication: on };
    case "ipmi":
      return { ipmiMessaging: on };
    case "privilege": {
      const level = privilegeNamed(value) ?? parseByte(value);
      if (level !== null) return { privilegeLimit: level & 0x0f };
      throw new UsageError(`Numeric [1-15] value expected, but '${value}' given.`);
    }
    default:
      throw new UsageError(`Invalid option: ${option}\n`);
  }
}
