import { afterEach, expect, it, vi } from "vitest";
import { ApiError, api } from "@/lib/api-client";
import type { SearchLine } from "@/lib/contracts/recording";

const match = { kind: "match", hostId: "h", hostName: "héß", offset: 1, at: "2026-11-22T00:00:00.000Z" };
const text = `${JSON.stringify({ ...match, line: "EDAC", before: [], after: [] })}\n${JSON.stringify({
  kind: "end",
  matches: 1,
  searchedBytes: 5,
  stopped: null,
})}\n`;

/** The engine answers with `bytes`, `size` at a time; then the connection breaks, or ends. */
function answering(bytes: Uint8Array, size: number, breaks = false) {
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + size));
      else if (breaks) controller.error(new TypeError("network error"));
      else controller.close();
      at += size;
    },
  });
  vi.stubGlobal("fetch", async () => new Response(body));
}

afterEach(() => vi.unstubAllGlobals());

it.each([1, 7, 4096])(
  "reads results that come %i bytes at a time, characters cut in two included",
  async (size) => {
    answering(new TextEncoder().encode(text), size);
    const lines: SearchLine[] = [];
    await api.searchConsoles({ pattern: "EDAC" }, (line) => lines.push(line));
    expect(lines).toMatchObject([{ hostName: "héß" }, { kind: "end", searchedBytes: 5 }]);
  },
);

it("a connection that breaks is an error, after the results before it", async () => {
  const whole = new TextEncoder().encode(text);
  answering(whole.subarray(0, text.indexOf("\n") + 20), 16, true);
  const lines: SearchLine[] = [];
  await expect(api.searchConsoles({ pattern: "EDAC" }, (line) => lines.push(line))).rejects.toBeInstanceOf(
    ApiError,
  );
  expect(lines).toHaveLength(1);
});
