import { PRESENT_CHANNEL, Privilege } from "@/server/ipmi";
import { parseChannel } from "../channel/channel-number";
import { evaluated } from "../channel/evaluated";
import { defineVerb, UsageError, type VerbView } from "../verb";
import { userHelp } from "./help";
import { privilegeName } from "./privilege-level";
import { readAccess, readName, type User } from "./read-user";
import { FIRST_USER, LAST_USER } from "./user-id";

const HEADER = "ID  Name\t     Callin  Link Auth\tIPMI Msg   Channel Priv Limit";

export const list = defineVerb<number, readonly User[]>({
  path: ["user", "list"],
  usage: "[<channel number>]",
  summary: "Users with their rights on a channel",
  privilege: Privilege.Operator,
  class: "read",
  parse: channelOrPresent,
  run: async (context, channel) => {
    const users: User[] = [];
    let last = FIRST_USER;
    for (let id = FIRST_USER; id <= Math.min(last, LAST_USER); id++) {
      const said = { output: listText(users, context) };
      const access = await evaluated(readAccess(context, { channel, userId: id }), said);
      const name = await evaluated(readName(context, id), said);
      users.push({ id, name, access });
      last = access.maximumUsers;
    }
    return users;
  },
  text: listText,
});

export const summary = defineVerb<number, User["access"]>({
  path: ["user", "summary"],
  usage: "[<channel number>]",
  summary: "How many users a channel can have and has",
  privilege: Privilege.Operator,
  class: "read",
  parse: channelOrPresent,
  run: (context, channel) => evaluated(readAccess(context, { channel, userId: FIRST_USER })),
  text: ({ maximumUsers, enabledUsers, fixedNames }, { csv }) =>
    csv
      ? `${maximumUsers},${enabledUsers},${fixedNames}\n`
      : `Maximum IDs\t    : ${maximumUsers}\nEnabled User Count  : ${enabledUsers}\nFixed Name Count    : ${fixedNames}\n`,
});

function channelOrPresent(words: readonly string[]): number {
  const [word, ...more] = words;
  if (more.length > 0) throw new UsageError(userHelp);
  return word === undefined ? PRESENT_CHANNEL : parseChannel(word);
}

function listText(users: readonly User[], { csv }: VerbView): string {
  const lines = csv ? users.map(csvLine) : [...(users.length > 0 ? [HEADER] : []), ...users.map(line)];
  return lines.map((text) => `${text}\n`).join("");
}

function line({ id, name, access }: User): string {
  const columns = [
    String(id).padEnd(4),
    name.padEnd(17),
    yes(!access.callbackOnly).padEnd(8),
    yes(access.linkAuthentication).padEnd(11),
    yes(access.ipmiMessaging).padEnd(11),
    privilegeName(access.privilegeLimit),
  ];
  return columns.join("");
}

function csvLine({ id, name, access }: User): string {
  const rights = [!access.callbackOnly, access.linkAuthentication, access.ipmiMessaging];
  return [id, name, ...rights, privilegeName(access.privilegeLimit)].join(",");
}

function yes(is: boolean): string {
  return is ? "true" : "false";
}
