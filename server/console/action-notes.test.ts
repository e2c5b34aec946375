import { beforeEach, describe, expect, it } from "vitest";
import type { Action } from "@/lib/contracts/action";
import type { NewMark } from "@/server/recording/recording";
import { ActionNotes } from "./action-notes";

const reset: Action = {
  id: "a1",
  hostId: "h",
  hostName: "web-01",
  kind: "power",
  verb: "reset",
  status: "requested",
  finished: false,
  step: "queued",
  failure: null,
  note: "",
  requestedBy: "op@example.test",
  requestedAt: new Date(0).toISOString(),
  finishedAt: null,
};

let opened: () => void;
let listens: number;
let marks: NewMark[];
let notes: ActionNotes;
beforeEach(() => {
  listens = 0;
  marks = [];
  notes = new ActionNotes({
    listen: () => {
      listens += 1;
      return new Promise((resolve) => {
        opened = () => resolve(true);
      });
    },
    note: (_hostId, mark) => marks.push(mark),
  });
});

describe("a power action", () => {
  it("waits for the console to listen", async () => {
    const order: string[] = [];
    notes.saw(reset);
    const ready = notes.ready("a1").then(() => order.push("goes on"));
    await Promise.resolve();
    order.push("listens");
    opened();
    await ready;
    expect(order).toEqual(["listens", "goes on"]);
  });

  it("is marked when it is asked for and when it is over, once each", () => {
    notes.saw(reset);
    notes.saw({ ...reset, step: "sending" });
    notes.saw({ ...reset, status: "confirmed", finished: true });
    notes.saw({ ...reset, status: "confirmed", finished: true });
    expect(listens).toBe(1);
    expect(marks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "power: reset, asked for by op@example.test",
      "power: reset: confirmed",
    ]);
  });
});

it("an action that makes no host speak waits for nothing and leaves no mark", async () => {
  notes.saw({ ...reset, kind: "identify", verb: "on" });
  await notes.ready("a1");
  expect([listens, marks]).toEqual([0, []]);
});
