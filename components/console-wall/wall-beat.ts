/** Few tiles are nearly live; … */
const FEW_TILES = 6;
const FEW_EVERY_MS = 250;
/** … dozens are glanced at, and stay open all day. */
const SOME_TILES = 16;
const SOME_EVERY_MS = 500;
const MANY_EVERY_MS = 1000;

/** How often so many tiles are drawn, at the most. */
export const drawEveryMs = (tiles: number): number =>
  tiles <= FEW_TILES ? FEW_EVERY_MS : tiles <= SOME_TILES ? SOME_EVERY_MS : MANY_EVERY_MS;

/**
 * The common beat of all tiles: what changed is drawn in one frame. Drawn each in its own time, three dozen tiles would have
 * the browser make every frame of its screen anew. Nothing ticks while no tile waits.
 */
export class WallBeat {
  private readonly tiles = new Set<object>();
  private readonly waiting = new Map<object, () => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  join(tile: object): void {
    this.tiles.add(tile);
  }

  leave(tile: object): void {
    this.tiles.delete(tile);
    this.waiting.delete(tile);
  }

  /** Calls `draw` at the next beat, once, however often it is asked. */
  ask(tile: object, draw: () => void): void {
    this.waiting.set(tile, draw);
    this.timer ??= setTimeout(() => this.beat(), drawEveryMs(this.tiles.size));
  }

  private beat(): void {
    this.timer = null;
    const draws = [...this.waiting.values()];
    this.waiting.clear();
    for (const draw of draws) draw();
  }
}
