import type { Role } from "@/lib/contracts/access";

/**
 * Who asks. Loops of the engine itself (poller, recovery at start) are the system; `anonymous` is somebody who is not logged in
 * (yet) and may do nothing but try, `claimed` the e-mail address given or empty.
 */
export type Actor =
  | { readonly kind: "user"; readonly id: string; readonly email: string; readonly role: Role }
  | { readonly kind: "anonymous"; readonly claimed: string }
  | { readonly kind: "system" };

/** Comes with every call of a service: by whom, from where, under which request. */
export interface ServiceContext {
  readonly actor: Actor;
  /** Network address of the caller; empty for the system. */
  readonly from: string;
  readonly requestId: string;
}

export type UserActor = Extract<Actor, { kind: "user" }>;

export function systemContext(requestId: string): ServiceContext {
  return { actor: { kind: "system" }, from: "", requestId };
}

/** How the audit and the action list name an actor. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "user":
      return actor.email;
    case "anonymous":
      return actor.claimed;
    case "system":
      return "system";
  }
}
