import { describe, expect, test } from "vitest";
import { CompletionCodeError, IpmiError } from "@/server/ipmi";
import type { VerbOutcome } from "@/server/shell/run-verb";
import { asJson, consolidatedReport, jsonReport, linesReport, type Report } from "./report";
import { runOnMany } from "./run-on-many";

const good = (output: string, data: unknown = null): VerbOutcome => ({
  output,
  complaint: "",
  exitCode: 0,
  data,
  failure: null,
});
const bad = (complaint: string, failure: IpmiError | null = null): VerbOutcome => ({
  output: "",
  complaint,
  exitCode: 1,
  failure,
});

function shown(make: (streams: { out(text: string): void; error(text: string): void }) => Report) {
  const printed = { out: "", error: "" };
  const report = make({
    out: (text) => {
      printed.out += text;
    },
    error: (text) => {
      printed.error += text;
    },
  });
  report.add({ host: "n1", outcome: good("on\n") });
  report.add({ host: "n2", outcome: bad("no answer\nError: no session") });
  report.add({ host: "n3", outcome: good("on\n") });
  const before = printed.error;
  report.end();
  return { ...printed, errorsBeforeEnd: before };
}

test("lines carry their host; what failed is told at the end", () => {
  const { out, error, errorsBeforeEnd } = shown(linesReport);
  expect(out).toBe("n1: on\nn3: on\n");
  expect(errorsBeforeEnd).toBe("");
  expect(error).toBe("n2: no answer\nn2: Error: no session\n");
});

test("hosts that say the same share a heading", () => {
  const { out, error } = shown(consolidatedReport);
  expect(out).toBe("----------------\nn[1,3]\n----------------\non\n");
  expect(error).toBe("n2: no answer\nn2: Error: no session\n");
});

describe("JSON", () => {
  test("one object a host and line", () => {
    const { out } = shown((streams) => jsonReport("power status", streams));
    const lines = out.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).host)).toEqual(["n1", "n2", "n3"]);
  });

  test("bytes are hex, dates are ISO, failures have a code", () => {
    const data = { bytes: Buffer.of(1, 255), at: new Date(0), nested: [{ set: new Set([1]) }] };
    expect(asJson("h", "raw", good("", data)).data).toEqual({
      bytes: "01ff",
      at: "1970-01-01T00:00:00.000Z",
      nested: [{ set: [1] }],
    });
    const refused = new CompletionCodeError("Get X", 0xc1, "unknown");
    expect(asJson("h", "raw", bad("refused", refused)).error).toEqual({
      code: "completion-code",
      message: "refused",
      completionCode: 0xc1,
    });
    expect(asJson("h", "raw", bad("silence", new IpmiError("no-answer", "x"))).error?.code).toBe("no-answer");
    expect(asJson("h", "raw", bad("what?")).error?.code).toBe("failed");
  });
});

test("no more hosts at a time than the fan-out, and each exactly once", async () => {
  let running = 0;
  let most = 0;
  const hosts = Array.from({ length: 20 }, (_, index) => `n${index}`);
  const seen: string[] = [];
  await runOnMany(
    hosts,
    4,
    async (host) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return good(host);
    },
    ({ host }) => seen.push(host),
  );
  expect(most).toBe(4);
  expect([...seen].sort()).toEqual([...hosts].sort());
});
