import { describe, expect, test } from "vitest";
import { Leaving, type SteppedWindow } from "./leaving";

/** A browser's session history; pages hear of its steps unless something stops them. */
class Steps implements SteppedWindow {
  readonly heard: string[] = [];
  readonly history = { go: (step: number) => this.go(step) };
  readonly navigation: NonNullable<SteppedWindow["navigation"]>;
  private readonly listeners = new Set<(event: Event) => void>();
  private readonly entryListeners = new Set<
    Parameters<NonNullable<SteppedWindow["navigation"]>["addEventListener"]>[1]
  >();

  constructor(
    private readonly pages: string[],
    private at: number,
  ) {
    const place = () => this.at;
    this.navigation = {
      currentEntry: {
        get index() {
          return place();
        },
      },
      addEventListener: (_, listener) => this.entryListeners.add(listener),
      removeEventListener: (_, listener) => this.entryListeners.delete(listener),
    };
  }

  get location() {
    return { pathname: this.pages[this.at] ?? "" };
  }

  push(page: string): void {
    this.at += 1;
    this.pages.splice(this.at, Number.POSITIVE_INFINITY, page);
    for (const listener of this.entryListeners) listener({ navigationType: "push" });
  }

  go(step: number): void {
    this.at += step;
    for (const listener of this.entryListeners) listener({ navigationType: "traverse" });
    let stopped = false;
    const event = new Event("popstate");
    event.stopImmediatePropagation = () => {
      stopped = true;
    };
    for (const listener of this.listeners) listener(event);
    if (!stopped) this.heard.push(this.location.pathname);
  }

  addEventListener(_: "popstate", listener: (event: Event) => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_: "popstate", listener: (event: Event) => void): void {
    this.listeners.delete(listener);
  }
}

const pages = () => ["/", "/console", "/audit"];

describe("leaving a page", () => {
  test("goes by every gate until it is taken back", () => {
    const leaving = new Leaving();
    expect(leaving.isHeldBack("/")).toBe(false);
    const open = leaving.holdBack((to) => to !== "/console");
    expect([leaving.isHeldBack("/"), leaving.isHeldBack("/console")]).toEqual([true, false]);
    open();
    expect(leaving.isHeldBack("/")).toBe(false);
  });

  test.each([-1, 1])("a step of %d is undone unheard, told, and taken when the person says so", (step) => {
    const steps = new Steps(pages(), 1);
    const leaving = new Leaving();
    const told: unknown[] = [];
    leaving.watchSteps(steps);
    leaving.holdBack((to) => told.push(to) > 0);
    steps.go(step);
    expect(steps.location.pathname).toBe("/console");
    expect([told, steps.heard]).toEqual([[step], []]);
    steps.go(step);
    expect(told).toEqual([step, step]);
    leaving.takeStep(steps, step);
    expect([told, steps.heard]).toEqual([[step, step], [pages()[1 + step]]]);
  });

  test("pages gone to meanwhile count, and a step within a page is not away from it", () => {
    const steps = new Steps(["/"], 0);
    const leaving = new Leaving();
    const told: unknown[] = [];
    leaving.watchSteps(steps);
    leaving.holdBack((to) => told.push(to) > 0);
    steps.push("/console");
    steps.push("/console");
    steps.go(-1);
    expect([told, steps.heard]).toEqual([[], ["/console"]]);
    steps.go(-1);
    expect([told, steps.location.pathname]).toEqual([[-1], "/console"]);
  });

  test("nobody is held back by nothing, after the watch, or where the browser does not tell its place", () => {
    const steps = new Steps(pages(), 1);
    const leaving = new Leaving();
    const stop = leaving.watchSteps(steps);
    steps.go(-1);
    leaving.holdBack(() => true);
    stop();
    steps.go(1);
    expect(steps.heard).toEqual(["/", "/console"]);
    leaving.watchSteps({
      location: steps.location,
      history: steps.history,
      addEventListener: () => expect.unreachable(),
      removeEventListener: () => expect.unreachable(),
    })();
  });
});
