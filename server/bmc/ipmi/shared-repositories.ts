import { createHash } from "node:crypto";
import { type SdrRepository, SensorIndex } from "@/server/ipmi";

/** What is the same for all BMCs that hold the same records. */
type Contents = Pick<SdrRepository, "records" | "images" | "sensors" | "frus" | "controllers"> & {
  readonly index: SensorIndex;
};

/**
 * One copy of equal repositories: a rack of the same model holds the same sensor records, and ten thousand copies of them
 * would be most of the engine's memory. A copy lives as long as one BMC uses it.
 */
export class SharedRepositories {
  readonly #known = new Map<string, WeakRef<Contents>>();
  readonly #gone = new FinalizationRegistry<string>((key) => {
    if (this.#known.get(key)?.deref() === undefined) this.#known.delete(key);
  });

  /** The repository with its contents replaced by an equal one's, where there is one. */
  share(repository: SdrRepository): SdrRepository & { readonly index: SensorIndex } {
    const { stamp, warnings } = repository;
    return { ...this.#contentsOf(repository), stamp, warnings };
  }

  #contentsOf(repository: SdrRepository): Contents {
    const key = keyOf(repository.images);
    const known = this.#known.get(key)?.deref();
    if (known) return known;
    const { records, images, sensors, frus, controllers } = repository;
    const contents = { records, images, sensors, frus, controllers, index: new SensorIndex(sensors) };
    this.#known.set(key, new WeakRef(contents));
    this.#gone.register(contents, key);
    return contents;
  }
}

function keyOf(images: readonly Buffer[]): string {
  const hash = createHash("sha256");
  for (const image of images) hash.update(image);
  return hash.digest("base64");
}
