import { getUserName } from "../../../ipmi/commands/app/get-user-name";
import { setUserAccess } from "../../../ipmi/commands/app/set-user-access";
import { setUserName } from "../../../ipmi/commands/app/set-user-name";
import { setUserPassword } from "../../../ipmi/commands/app/set-user-password";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import type { MachineRequest } from "../../machine";
import type { Personality } from "../../personality";
import { refuse, success } from "../../protocol/reply";
import { isFor } from "../replies";

/** Misbehaviour where users are changed (quirks E25, M1, M2, M8). */

/** Set User Password (IPMI 2.0 §22.30): what to do, and the bytes of a request with the shorter password. */
const DISABLE = 0;
const ENABLE = 1;
const SET = 2;
const WITH_PASSWORD = 18;
/** The administrator's slot on a board as it is delivered: named and enabled. */
const FIRST_ADMINISTRATOR = 2;

const userOf = (byte = 0) => byte & 0x3f;

/** Which of Set User Password's four operations it is; null for other commands. */
function passwordOperation(request: MachineRequest): number | null {
  return isFor(setUserPassword, request) ? (request.data[1] ?? 0) & 0x03 : null;
}

export const userPersonalities: readonly Personality[] = [
  {
    name: "first-user-not-disabled",
    quirks: ["E25"],
    seenOn: "Supermicro X10DDW-i",
    summary: "Disabling user 1 is accepted and not done.",
    instead: (request) =>
      passwordOperation(request) === DISABLE && userOf(request.data[0]) === 1 ? success() : null,
  },
  {
    name: "enabling-needs-a-password",
    quirks: ["M1"],
    seenOn: "Sun X4140, Windmill",
    summary: "Enabling a user is refused (C7h) unless a password comes along, which is not looked at.",
    instead: (request) =>
      passwordOperation(request) === ENABLE && request.data.length < WITH_PASSWORD
        ? refuse(CompletionCode.DataLengthInvalid)
        : null,
  },
  {
    name: "enabling-again-refused",
    quirks: ["M1"],
    seenOn: "Dell R610, C6220",
    summary: "Enabling a user who is enabled is an invalid field (CCh).",
    begin: () => {
      const enabled = new Set([FIRST_ADMINISTRATOR]);
      return {
        instead(request) {
          const user = userOf(request.data[0]);
          const operation = passwordOperation(request);
          if (operation === DISABLE) enabled.delete(user);
          if (operation !== ENABLE) return null;
          if (enabled.has(user)) return refuse(CompletionCode.InvalidField);
          enabled.add(user);
          return null;
        },
      };
    },
  },
  {
    name: "users-without-name-refused",
    quirks: ["M2"],
    seenOn: "Sun, Inventec, Supermicro, Intel",
    summary: "A user who never had a name has none to be read and no access to be set (CCh).",
    begin: () => {
      const named = new Set([FIRST_ADMINISTRATOR]);
      return {
        instead(request) {
          const { data } = request;
          if (isFor(setUserName, request)) named.add(userOf(data[0]));
          const user = isFor(getUserName, request)
            ? userOf(data[0])
            : isFor(setUserAccess, request)
              ? userOf(data[1])
              : null;
          return user === null || named.has(user) ? null : refuse(CompletionCode.InvalidField);
        },
      };
    },
  },
  {
    name: "passwords-by-policy",
    quirks: ["M8"],
    seenOn: "Dell C6220",
    summary: "A password that its own policy does not like is refused with a code of the maker's (8Fh).",
    instead: (request) => (passwordOperation(request) === SET ? refuse(0x8f) : null),
  },
];
