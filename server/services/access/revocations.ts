/** A person's logins ended: all of them, all but one, or one. `sockets`: none did, but his sockets have to be opened anew. */
export type Revocation =
  | { readonly userId: string; readonly scope: "all" | "sockets" }
  | { readonly userId: string; readonly scope: "others"; readonly keptLoginId: string }
  | { readonly userId: string; readonly scope: "one"; readonly loginId: string };

/** Tells what lives longer than a request (sockets) that a login is no more, or that they have to be opened anew. */
export class Revocations {
  readonly #listeners = new Set<(revocation: Revocation) => void>();

  publish(revocation: Revocation): void {
    for (const listener of this.#listeners) listener(revocation);
  }

  subscribe(listener: (revocation: Revocation) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export function concerns(revocation: Revocation, login: { userId: string; loginId: string }): boolean {
  if (revocation.userId !== login.userId) return false;
  switch (revocation.scope) {
    case "all":
    case "sockets":
      return true;
    case "others":
      return revocation.keptLoginId !== login.loginId;
    case "one":
      return revocation.loginId === login.loginId;
  }
}
