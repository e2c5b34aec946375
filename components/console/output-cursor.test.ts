import { describe, expect, it } from "vitest";
import { OutputCursor } from "./output-cursor";

function frame(offset: number, text: string): ArrayBuffer {
  const bytes = new TextEncoder().encode(text);
  const buffer = new ArrayBuffer(8 + bytes.length);
  new DataView(buffer).setBigUint64(0, BigInt(offset));
  new Uint8Array(buffer, 8).set(bytes);
  return buffer;
}

const place = (from: number, replayUntil: number, output = "one") => ({ from, replayUntil, output });

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("OutputCursor", () => {
  it("tells replay from live, also within one frame", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(100, 103));
    const step = cursor.accept(frame(100, "oldnew"));
    expect(text(step?.replay)).toBe("old");
    expect(text(step?.live)).toBe("new");
    expect(text(cursor.accept(frame(106, "more"))?.live)).toBe("more");
    expect(cursor.offset).toBe(110);
  });

  it("shows nothing twice after a reconnect", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(0, 0));
    cursor.accept(frame(0, "hello "));
    cursor.hello(place(0, 11));
    const step = cursor.accept(frame(0, "hello world"));
    expect(text(step?.replay)).toBe("world");
    expect(step?.reset).toBe(false);
    expect(step?.missed).toBe(0);
    expect(cursor.accept(frame(0, "hello"))).toBeNull();
  });

  it("says how much was missed when the replay begins later", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(0, 0));
    cursor.accept(frame(0, "abc"));
    cursor.hello(place(10, 12));
    const step = cursor.accept(frame(10, "kl"));
    expect(step?.missed).toBe(7);
    expect(text(step?.replay)).toBe("kl");
  });

  it("starts afresh when the offsets went back", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(0, 0));
    cursor.accept(frame(0, "a long output"));
    cursor.hello(place(0, 3));
    const step = cursor.accept(frame(0, "new"));
    expect(step).toMatchObject({ reset: true, missed: 0 });
    expect(text(step?.replay)).toBe("new");
    expect(cursor.accept(frame(3, "er"))?.reset).toBe(false);
  });

  it("starts afresh with another output, although it is longer by now", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(0, 0));
    cursor.accept(frame(0, "before"));
    cursor.hello(place(0, 8, "two"));
    const step = cursor.accept(frame(0, "anewanew"));
    expect(step).toMatchObject({ reset: true, missed: 0 });
    expect(text(step?.replay)).toBe("anewanew");
  });

  it("goes on where the same output is counted anew, be it further on or further back", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(0, 0));
    cursor.accept(frame(0, "unkept"));
    for (const offset of [103, 2]) {
      cursor.goOn(place(offset, offset));
      const step = cursor.accept(frame(offset, "new"));
      expect(step).toMatchObject({ reset: false, missed: 0 });
      expect(text(step?.live)).toBe("new");
    }
  });

  it("ignores frames without bytes and frames shorter than the header", () => {
    const cursor = new OutputCursor();
    cursor.hello(place(0, 0));
    expect(cursor.accept(frame(0, ""))).toBeNull();
    expect(cursor.accept(new ArrayBuffer(3))).toBeNull();
  });
});
