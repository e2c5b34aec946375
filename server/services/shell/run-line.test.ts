import { beforeEach, describe, expect, test } from "vitest";
import { type ShellCommand, ShellSyntaxError } from "@/server/bmc/capabilities";
import { failure } from "@/server/bmc/testing/fake-bmc";
import { ActionRig, hostRow } from "../actions/testing/action-rig";
import { ConflictError, ForbiddenError, RefusedError, SealedError } from "../errors";
import { createShellServices } from "./shell-services";

const classes: Record<string, ShellCommand["class"]> = {
  "sel list": "read",
  "lan set 1 access on": "idempotent",
  "power cycle": "once",
  "chassis power off": "idempotent",
  "power on": "idempotent",
  "mc reset cold": "once",
  "user set password 2 hunter2": "once",
};

let rig: ActionRig;
let printed: string[];
let shell: ReturnType<typeof createShellServices>;
const going = { signal: new AbortController().signal, print: (text: string) => void printed.push(text) };

beforeEach(() => {
  rig = new ActionRig();
  printed = [];
  shell = createShellServices({
    ...rig.deps,
    driver: {
      shellVerbs: async () => [],
      parseShellLine: async (line) => {
        const commandClass = classes[line];
        if (line === "begin") throw new ShellSyntaxError("Cannot begin.", 1, "Begun\n");
        if (commandClass === undefined) throw new ShellSyntaxError(`Invalid command: ${line}`);
        return { verb: line, class: commandClass, written: line.replace("hunter2", "********") };
      },
    },
  });
});

const administrator = () => rig.as("administrator");
const run = (line: string, more: { confirmed?: boolean; confirmName?: string } = {}) =>
  shell.run(administrator(), hostRow.id, { line, confirmed: false, ...more }, going);

describe("who may", () => {
  test("operators and viewers are refused, and nothing is sent", async () => {
    for (const role of ["operator", "viewer"] as const) {
      const asked = shell.run(rig.as(role), hostRow.id, { line: "sel list", confirmed: false }, going);
      await expect(asked).rejects.toThrow(ForbiddenError);
      await expect(shell.verbs(rig.as(role))).rejects.toThrow(ForbiddenError);
    }
    expect(rig.bmc.reads).toEqual([]);
  });

  test("sealed: nothing is sent", async () => {
    rig.sealed = true;
    await expect(run("sel list")).rejects.toThrow(SealedError);
  });
});

describe("a line that reads", () => {
  test("is in the audit before it is sent, and with its outcome after", async () => {
    rig.bmc.onShell = () => {
      expect(rig.audit).toEqual([{ action: "shell.run", outcome: "intent", detail: "sel list" }]);
      return { output: "   1 | …\n", notes: [], exitCode: 0, failure: null };
    };
    expect(await run("sel list")).toMatchObject({ kind: "result", output: "   1 | …\n", exitCode: 0 });
    expect(rig.audit).toEqual([{ action: "shell.run", outcome: "ok", detail: "sel list" }]);
  });

  test("runs beside an action", async () => {
    rig.claimedBy = "a-power-cycle";
    expect(await run("sel list")).toMatchObject({ kind: "result", exitCode: 0 });
  });

  test("no audit, no traffic", async () => {
    rig.onAuditBegin = () => {
      throw new Error("the disk is full");
    };
    await expect(run("sel list")).rejects.toThrow("the disk is full");
    expect(rig.bmc.reads).toEqual([]);
  });
});

describe("a line that changes something", () => {
  test("once: asked for confirmation first, and only then sent", async () => {
    expect(await run("power cycle")).toEqual({ kind: "confirm", verb: "power cycle", power: "cycle" });
    expect(rig.bmc.sent).toEqual([]);
    expect(rig.audit).toEqual([]);
    expect(await run("power cycle", { confirmed: true })).toMatchObject({ kind: "result" });
    expect(rig.bmc.sent).toEqual(["power cycle"]);
  });

  test("asks first for all that loses what runs on the host, and names what of the power menu does the same", async () => {
    expect(await run("chassis power off")).toMatchObject({ kind: "confirm", power: "off" });
    expect(await run("mc reset cold")).toEqual({ kind: "confirm", verb: "mc reset cold" });
    expect(rig.bmc.sent).toEqual([]);
    expect(await run("power on")).toMatchObject({ kind: "result" });
  });

  test("has the host to itself, and gives it back", async () => {
    rig.bmc.onShell = () => {
      expect(rig.claimedBy).not.toBeNull();
      return { output: "", notes: [], exitCode: 0, failure: null };
    };
    await run("lan set 1 access on");
    expect(rig.claimedBy).toBeNull();
    rig.claimedBy = "a-power-cycle";
    await expect(run("lan set 1 access on")).rejects.toThrow(ConflictError);
    expect(rig.bmc.sent).toEqual(["lan set 1 access on"]);
    expect(rig.audit.at(-1)).toMatchObject({ outcome: "refused" });
  });

  test("on a protected host its name must be typed", async () => {
    rig.row = { ...hostRow, protected: true };
    await expect(run("power cycle", { confirmed: true })).rejects.toThrow(RefusedError);
    expect(rig.bmc.sent).toEqual([]);
    await run("power cycle", { confirmed: true, confirmName: hostRow.name });
    expect(rig.bmc.sent).toEqual(["power cycle"]);
  });

  test("another machine at the address: nothing is sent", async () => {
    rig.bmc.onIdentify = () => {
      throw failure("identity-changed", "identity");
    };
    const answer = await run("power cycle", { confirmed: true });
    expect(answer).toMatchObject({ kind: "result", exitCode: 1, failure: { code: "identity-changed" } });
    expect(rig.bmc.sent).toEqual([]);
    expect(rig.audit.at(-1)).toMatchObject({ outcome: "failed" });
  });

  test("a lost answer is written down as unknown", async () => {
    rig.bmc.onShell = () => ({
      output: "",
      notes: ["no answer"],
      exitCode: 1,
      failure: failure("outcome-unknown").failure,
    });
    await run("power cycle", { confirmed: true });
    expect(rig.audit.at(-1)).toMatchObject({ outcome: "unknown" });
  });

  test("a password on the line is not in the audit", async () => {
    await run("user set password 2 hunter2", { confirmed: true });
    expect(JSON.stringify(rig.audit)).not.toContain("hunter2");
    expect(rig.audit.at(-1)?.detail).toBe("user set password 2 ********");
  });

  test("an unexpected error leaves no open intent and frees the host", async () => {
    rig.bmc.onShell = () => {
      throw new TypeError("a bug");
    };
    await expect(run("power cycle", { confirmed: true })).rejects.toThrow(TypeError);
    expect(rig.audit.at(-1)).toMatchObject({ outcome: "unknown" });
    expect(rig.claimedBy).toBeNull();
  });
});

test.each([
  ["sel list", "failed"],
  ["lan set 1 access on", "unknown"],
])("%s: called off while it ran, the audit says %s", async (line, outcome) => {
  const caller = new AbortController();
  rig.bmc.onShell = () => {
    caller.abort();
    caller.signal.throwIfAborted();
    throw new Error("not reached");
  };
  const watch = { signal: caller.signal, print: () => {} };
  const request = { line, confirmed: false };
  expect(await shell.run(administrator(), hostRow.id, request, watch)).toMatchObject({ exitCode: 1 });
  expect(rig.audit.at(-1)).toMatchObject({ outcome });
  expect(rig.claimedBy).toBeNull();
});

test("words that make no sense are told, and nothing is sent or audited", async () => {
  expect(await run("sell list")).toMatchObject({
    kind: "result",
    verb: null,
    exitCode: 1,
    notes: ["Invalid command: sell list"],
  });
  expect(rig.audit).toEqual([]);
});

test("what was printed before a complaint stands beside it", async () => {
  expect(await run("begin")).toMatchObject({ output: "Begun\n", notes: ["Cannot begin."], exitCode: 1 });
});

test("what the BMC said so far is printed while the line runs, and not more than is kept", async () => {
  rig.bmc.onShell = (_command, print) => {
    for (const text of ["one\n", "two\n", "x".repeat(1_000_000), "y"]) print?.(text);
    return { output: "one\ntwo\n", notes: [], exitCode: 0, failure: null };
  };
  expect(await run("sel list")).toMatchObject({ output: "one\ntwo\n" });
  expect(printed.slice(0, 2)).toEqual(["one\n", "two\n"]);
  expect(printed.join("")).toHaveLength(1_000_000);
});

test("an endless output is cut, and says so", async () => {
  rig.bmc.onShell = () => ({ output: "x".repeat(1_000_001), notes: [], exitCode: 0, failure: null });
  const answer = await run("sel list");
  expect(answer).toMatchObject({ truncated: true });
});
