import {
  CompletionCode,
  CompletionCodeError,
  getSessionInfo,
  Privilege,
  type SessionInformation,
  type SessionSelector,
} from "@/server/ipmi";
import { unknownValue } from "../completion-text";
import { failAs } from "../fail-as";
import { parseNumber } from "../numbers";
import { privilegeName } from "../user/privilege-level";
import { defineVerb, UsageError, type VerbContext, VerbFailure, type VerbView } from "../verb";

export const sessionHelp = "Session Commands: info <active | all | id 0xnnnnnnnn | handle 0xnn>";

const FAILED = "Get Session Info command failed";

const activityNames = [
  "IPMI Messaging session active",
  "Callback Messaging session active",
  "Dial-out Alert active",
  "TAP Page Active",
] as const;

export const info = defineVerb<SessionSelector | "all", readonly SessionInformation[]>({
  path: ["session", "info"],
  aliases: [["session"]],
  usage: "<active | all | id 0xnnnnnnnn | handle 0xnn>",
  summary: "Who is logged in at the BMC",
  privilege: Privilege.User,
  class: "read",
  parse: ([which, number]) => {
    switch (which) {
      case undefined:
      case "help":
        throw new UsageError(sessionHelp, 0);
      case "active":
        return { by: "current" };
      case "all":
        return "all";
      case "id":
        return { by: "id", id: parseHex(which, number) };
      case "handle":
        return { by: "handle", handle: parseHex(which, number) & 0xff };
      default:
        throw new UsageError(`Invalid SESSION info parameter: ${which}\n${sessionHelp}`);
    }
  },
  run: async (context, selector) => {
    if (selector === "all") return readAll(context);
    const { bmc, signal } = context;
    return [await failAs(bmc.send(getSessionInfo, selector, { signal }), { silent: FAILED })];
  },
  text: sessionsText,
});

function parseHex(which: string, word: string | undefined): number {
  if (word === undefined) throw new UsageError(`Missing ${which} argument\n${sessionHelp}`);
  const number = parseNumber(word, 0, 0xffff_ffff);
  if (number === null) throw new UsageError(`HEX number expected, but '${word}' given.\n${sessionHelp}`);
  return number;
}

/** Slot by slot: the BMC says with each how many there are. */
async function readAll(context: VerbContext): Promise<readonly SessionInformation[]> {
  const { bmc, signal } = context;
  const sessions: SessionInformation[] = [];
  let slots = 1;
  for (let index = 1; index <= slots; index++) {
    const output = sessionsText(sessions, context);
    const answer = bmc.send(getSessionInfo, { by: "index", index }, { signal });
    const session = await failAs(endOfSlots(answer, output), { silent: FAILED, output });
    sessions.push(session);
    slots = session.possibleSessions;
  }
  return sessions;
}

/** A slot the BMC does not have ends the list, and ipmitool, without a word. */
async function endOfSlots(answer: Promise<SessionInformation>, output: string): Promise<SessionInformation> {
  try {
    return await answer;
  } catch (error) {
    const ends: readonly number[] = [CompletionCode.NotPresent, CompletionCode.InvalidField];
    if (!(error instanceof CompletionCodeError) || !ends.includes(error.completionCode)) throw error;
    throw new VerbFailure("The BMC has no more sessions to tell about", { cause: error, output });
  }
}

function sessionsText(sessions: readonly SessionInformation[], { csv }: VerbView): string {
  return sessions.map(csv ? csvText : rowsText).join("");
}

/** Labels and values in the order they are printed; as many as the BMC told. */
function fields(session: SessionInformation): readonly (readonly [string, string])[] {
  const { handle, possibleSessions, activeSessions, active } = session;
  const counts = [
    ["session handle", String(handle)],
    ["slot count", String(possibleSessions)],
    ["active sessions", String(activeSessions)],
  ] as const;
  if (active === null) return counts;
  const who = [
    ["user id", String(active.userId)],
    ["privilege level", privilegeName(active.privilege)],
    ["session type", active.ipmi2 ? "IPMIv2/RMCP+" : "IPMIv1.5"],
    ["channel number", `0x${active.channel.toString(16).padStart(2, "0")}`],
  ] as const;
  return [...counts, ...who, ...whence(active)];
}

function whence({
  remote,
  serial,
}: NonNullable<SessionInformation["active"]>): readonly (readonly [string, string])[] {
  if (remote !== null) {
    return [
      ["console ip", remote.address],
      ["console mac", remote.mac],
      ["console port", String(remote.port)],
    ];
  }
  if (serial === null) return [];
  const { activity, destination, address, port } = serial;
  return [
    ["Session/Channel Activity Type", activityNames[activity] ?? unknownValue(activity)],
    ["Destination selector", String(destination)],
    ["console ip", address],
    ...(port === null ? [] : [["console port", String(port)] as const]),
  ];
}

function rowsText(session: SessionInformation): string {
  const rows = fields(session).map(([label, text]) => `${label.padEnd(30)}: ${text}\n`);
  return `${rows.join("")}\n`;
}

function csvText(session: SessionInformation): string {
  const values = fields(session).map(([, text]) => text);
  return `${values.join(",")}\n`;
}
