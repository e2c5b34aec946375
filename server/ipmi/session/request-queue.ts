export type Priority = "interactive" | "background";

/** Interactive requests that may pass a waiting background one before it gets its turn. */
const MAX_OVERTAKING = 4;

/** First in, first out within a priority; interactive first, but background never starves. */
export class RequestQueue<T> {
  private readonly waiting: Record<Priority, T[]> = { interactive: [], background: [] };
  private overtaken = 0;

  push(item: T, priority: Priority): void {
    this.waiting[priority].push(item);
  }

  next(): T | null {
    const { interactive, background } = this.waiting;
    const backgroundsTurn = interactive.length === 0 || this.overtaken >= MAX_OVERTAKING;
    if (background.length > 0 && backgroundsTurn) {
      this.overtaken = 0;
      return background.shift() ?? null;
    }
    if (background.length > 0) this.overtaken++;
    return interactive.shift() ?? null;
  }

  remove(item: T): void {
    for (const lane of Object.values(this.waiting)) {
      const index = lane.indexOf(item);
      if (index >= 0) lane.splice(index, 1);
    }
  }

  /** Empties the queue. */
  drain(): T[] {
    return [...this.waiting.interactive.splice(0), ...this.waiting.background.splice(0)];
  }
}
