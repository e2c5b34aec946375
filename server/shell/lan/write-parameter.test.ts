import { expect, test } from "vitest";
import { type Command, CompletionCodeError, IpmiError, lanParameters } from "@/server/ipmi";
import type { VerbContext } from "../verb";
import { writeLanParameter } from "./write-parameter";

const GET = 0x02;
const SET_IN_PROGRESS = 0;

/** A BMC that answers as told; remembers what it was sent, and how often it was waited for. */
function fakeBmc(answer: (command: number, data: Buffer) => unknown) {
  const written: string[] = [];
  let waits = 0;
  const send = async <Request>(command: Command<Request, unknown>, request: Request) => {
    const data = Buffer.from(command.encode(request));
    if (command.command !== GET) written.push(data.subarray(1).toString("hex"));
    if (data[1] === SET_IN_PROGRESS) return undefined;
    const result = answer(command.command, data);
    if (result instanceof Error) throw result;
    return result;
  };
  const wait = async () => {
    waits++;
  };
  const context = { bmc: { send }, signal: new AbortController().signal, wait } as unknown as VerbContext;
  const write = { channel: 1, parameter: lanParameters.address, value: "192.0.2.1", output: "Setting\n" };
  return { written, waits: () => waits, done: writeLanParameter(context, write) };
}

const refused = (code: number) =>
  new CompletionCodeError("Set LAN Configuration Parameters", code, "refused");

test("a change is marked, written, read back, committed", async () => {
  const bmc = fakeBmc((command) => (command === GET ? "192.0.2.1" : undefined));
  await bmc.done;
  expect(bmc.written).toEqual(["0001", "03c0000201", "0002", "0000"]);
});

test("an invalid field is tried again, any other refusal is not", async () => {
  let tries = 0;
  const slow = fakeBmc((command) => {
    if (command === GET) return "192.0.2.1";
    return ++tries < 3 ? refused(0xcc) : undefined;
  });
  await slow.done;
  expect(slow.waits()).toBe(2);
  const never = fakeBmc(() => refused(0x82));
  await expect(never.done).rejects.toMatchObject({ details: { output: "Setting\n" } });
  expect(never.written.filter((data) => data.startsWith("03"))).toHaveLength(1);
  expect(never.written.at(-1)).toBe("0000");
});

test("a BMC that keeps its old value is a failure", async () => {
  const bmc = fakeBmc((command) => (command === GET ? "192.0.2.99" : undefined));
  await expect(bmc.done).rejects.toThrow("LAN Parameter Data does not match!  Write may have failed.");
  expect(bmc.waits()).toBe(10);
});

test("a BMC that no longer answers may have moved", async () => {
  const bmc = fakeBmc((command) =>
    command === GET ? new IpmiError("no-answer", "nothing came back") : undefined,
  );
  await expect(bmc.done).rejects.toThrow("it may have moved");
});
