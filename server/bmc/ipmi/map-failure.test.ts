import { describe, expect, test } from "vitest";
import { Failure } from "@/lib/contracts/problem";
import { IpmiError, type IpmiErrorCode, SessionEndedError, SolError, type SolProblem } from "@/server/ipmi";
import { BmcError } from "../bmc-error";
import { mapFailure, translated } from "./map-failure";

const codes: Record<IpmiErrorCode, [layer: string, code: string]> = {
  "no-route": ["route", "no-route"],
  "no-answer": ["command", "no-answer"],
  "not-ipmi": ["rmcp", "not-ipmi"],
  "ipmi-2-unsupported": ["capabilities", "ipmi-2-unsupported"],
  decode: ["command", "decode"],
  "bad-user": ["login", "bad-user"],
  "bad-password": ["login", "bad-password"],
  "bad-bmc-key": ["login", "bad-bmc-key"],
  "privilege-too-low": ["command", "privilege-too-low"],
  "suite-refused": ["login", "suite-refused"],
  "sessions-exhausted": ["login", "sessions-exhausted"],
  handshake: ["login", "handshake"],
  "identity-changed": ["identity", "identity-changed"],
  "session-lost": ["command", "session-lost"],
  "outcome-unknown": ["command", "outcome-unknown"],
  "completion-code": ["command", "completion-code"],
  cancelled: ["command", "cancelled"],
  closed: ["command", "cancelled"],
  sol: ["console", "console-refused"],
};

describe("every error of the engine has its layer and code", () => {
  test.each(Object.entries(codes))("%s", (code, [layer, mapped]) => {
    const failure = mapFailure(new IpmiError(code as IpmiErrorCode, "why"), "command");
    expect(Failure.parse(failure)).toEqual({ layer, code: mapped, detail: "why" });
  });

  const problems: Record<SolProblem, string> = {
    "in-use": "console-in-use",
    disabled: "console-disabled",
    limit: "console-refused",
    "encryption-refused": "console-refused",
    "encryption-required": "console-refused",
    taken: "console-in-use",
    deactivated: "console-refused",
    unresponsive: "console-refused",
    "input-refused": "console-refused",
    "input-uncertain": "console-refused",
  };
  test.each(Object.entries(problems))("console: %s", (problem, code) => {
    expect(mapFailure(new SolError(problem as SolProblem, "why"), "command").code).toBe(code);
  });
});

test("no answer to a login is not the silence of a command that left", () => {
  expect(mapFailure(new IpmiError("no-answer", ""), "login").layer).toBe("rmcp");
});

test("a session that ended before the request left is a failed login, not a doubtful command", () => {
  expect(mapFailure(new SessionEndedError("session-lost", "", false), "command").layer).toBe("login");
  expect(mapFailure(new SessionEndedError("session-lost", "", true), "command").layer).toBe("command");
});

test.each([
  [{ sessionId: 7, userId: 3, userName: "root", address: "192.0.2.77" }, "root"],
  [{ sessionId: 7, userId: 3, userName: null, address: "192.0.2.77" }, "user 3"],
  [{ sessionId: 7, userId: null, userName: null, address: "192.0.2.77" }, null],
])("who holds the console is named as far as the BMC tells", async (holder, user) => {
  const held = new SolError("in-use", "held", holder);
  await expect(translated("command", () => Promise.reject(held))).rejects.toMatchObject({
    failure: { code: "console-in-use" },
    holder: { user, address: "192.0.2.77" },
  });
});

test("other errors pass through untouched", async () => {
  const bug = new TypeError("bug");
  await expect(translated("command", () => Promise.reject(bug))).rejects.toBe(bug);
  const known = new IpmiError("bad-user", "no such user");
  await expect(translated("login", () => Promise.reject(known))).rejects.toBeInstanceOf(BmcError);
});
