/** How much to ask for at a time: begins generous, shrinks for good when the BMC cannot do it. */
export class ChunkSize {
  private index = 0;

  constructor(private readonly sizes: readonly [number, ...number[]]) {}

  get bytes(): number {
    return this.sizes[this.index] ?? this.sizes[0];
  }

  /** False when it is as small as it gets. */
  shrink(): boolean {
    if (this.index + 1 >= this.sizes.length) return false;
    this.index++;
    return true;
  }

  /** To less than what was asked for and was too much; false when there is no such size. */
  shrinkBelow(bytes: number): boolean {
    while (this.shrink()) {
      if (this.bytes < bytes) return true;
    }
    return false;
  }
}
