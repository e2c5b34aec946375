import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/api-client";
import { onceMoreWhenBusy } from "./once-more-when-busy";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const busy = new ApiError(429, null);

describe("a search that is told the engine is busy", () => {
  it("begins when the search before it is gone", async () => {
    const search = vi.fn().mockRejectedValueOnce(busy).mockResolvedValue("found");
    const found = onceMoreWhenBusy(search, new AbortController().signal);
    await vi.runAllTimersAsync();
    expect(await found).toBe("found");
  });

  it("believes it when it stays so, and asks for nothing else again", async () => {
    const search = vi.fn().mockRejectedValue(busy);
    const found = onceMoreWhenBusy(search, new AbortController().signal);
    const told = expect(found).rejects.toBe(busy);
    await vi.runAllTimersAsync();
    await told;
    expect(search).toHaveBeenCalledTimes(5);
    const broken = new ApiError(500, null);
    const failing = vi.fn().mockRejectedValue(broken);
    await expect(onceMoreWhenBusy(failing, new AbortController().signal)).rejects.toBe(broken);
    expect(failing).toHaveBeenCalledTimes(1);
  });

  it("does not begin for somebody who gave it up", async () => {
    const search = vi.fn().mockRejectedValue(busy);
    const gone = new AbortController();
    const told = expect(onceMoreWhenBusy(search, gone.signal)).rejects.toBe(busy);
    gone.abort();
    await vi.runAllTimersAsync();
    await told;
    expect(search).toHaveBeenCalledTimes(1);
  });
});
