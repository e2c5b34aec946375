import { setFlagsFromString } from "node:v8";

/**
 * Lets the heap grow by two fifths between collections. V8 would let it double: with ten thousand hosts that is a gigabyte of
 * what is no longer needed, for a hundredth of a core saved.
 */
export function growHeapSparingly(): void {
  setFlagsFromString("--heap-growing-percent=40");
}
