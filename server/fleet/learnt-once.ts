import type { LearntLoginStore } from "@/server/database/learnt-login-store";

type Save = LearntLoginStore["save"];

/** Passes on what a login taught only when it is new: a thousand BMCs of one make teach the same. */
export class LearntOnce implements Pick<LearntLoginStore, "save"> {
  /** What was last taught, by make and firmware. */
  readonly #taught = new Map<string, string>();

  constructor(private readonly store: Pick<LearntLoginStore, "save">) {}

  async save(...[{ manufacturerId, productId, firmware }, login]: Parameters<Save>): Promise<void> {
    const fingerprint = { manufacturerId, productId, firmware };
    const key = JSON.stringify(fingerprint);
    const lesson = JSON.stringify(login);
    if (this.#taught.get(key) === lesson) return;
    this.#taught.set(key, lesson);
    try {
      await this.store.save(fingerprint, login);
    } catch (error) {
      this.#taught.delete(key);
      throw error;
    }
  }
}
