/** An address, or so many steps in the browser's history (−1: back). */
export type Destination = string | number;

/** Asked before the page is left; true holds the person back. */
type Gate = (to: Destination) => boolean;

/** The parts of a window used here. */
export interface SteppedWindow {
  readonly location: Pick<Location, "pathname">;
  readonly history: Pick<History, "go">;
  /** Missing in older browsers: nobody is held back there. */
  readonly navigation?: {
    readonly currentEntry: { readonly index: number } | null;
    addEventListener(type: "currententrychange", listener: (event: EntryChange) => void): void;
    removeEventListener(type: "currententrychange", listener: (event: EntryChange) => void): void;
  };
  addEventListener(type: "popstate", listener: (event: Event) => void): void;
  removeEventListener(type: "popstate", listener: (event: Event) => void): void;
}
type EntryChange = Pick<NavigationCurrentEntryChangeEvent, "navigationType">;

/** What on this page wants a word before it is left. */
export class Leaving {
  private readonly gates = new Set<Gate>();
  private taking = false;

  /** Returns how to take it back. */
  holdBack(gate: Gate): () => void {
    this.gates.add(gate);
    return () => {
      this.gates.delete(gate);
    };
  }

  isHeldBack(to: Destination): boolean {
    return [...this.gates].some((gate) => gate(to));
  }

  /**
   * Undoes steps in the browser's history that something holds back, before the pages hear of them: the browser itself does not ask when
   * both pages are of one document. Listeners of a window are called in their order: this one must be the first.
   */
  watchSteps(window: SteppedWindow): () => void {
    const { navigation } = window;
    if (!navigation) return () => {};
    const place = () => ({ page: window.location.pathname, index: navigation.currentEntry?.index ?? 0 });
    let here = place();
    let undoing = false;
    const onEntry = ({ navigationType }: EntryChange) => {
      if (navigationType !== "traverse") here = place();
    };
    const onStep = (event: Event) => {
      const there = place();
      const step = there.index - here.index;
      const stays = there.page === here.page || step === 0;
      if (!undoing && !this.taking && !stays && this.isHeldBack(step)) {
        undoing = true;
        event.stopImmediatePropagation();
        window.history.go(-step);
        return;
      }
      if (undoing) event.stopImmediatePropagation();
      undoing = false;
      this.taking = false;
      here = there;
    };
    navigation.addEventListener("currententrychange", onEntry);
    window.addEventListener("popstate", onStep);
    return () => {
      navigation.removeEventListener("currententrychange", onEntry);
      window.removeEventListener("popstate", onStep);
    };
  }

  /** Takes a step that was held back. */
  takeStep(window: SteppedWindow, step: number): void {
    this.taking = true;
    window.history.go(step);
  }
}

/** Of this document. */
export const leaving = new Leaving();
