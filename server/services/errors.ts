import type { Failure, Problem } from "@/lib/contracts/problem";
import type { Permission } from "@/lib/permissions";

export interface FieldError {
  readonly field: string;
  /** Translated in the browser. */
  readonly code: string;
  /** Names the field, the reason and the remedy. */
  readonly message: string;
}

/**
 * What a service throws when it will not or cannot do what was asked. `code` is mapped to an HTTP answer in server/http/problem.ts;
 * the message is shown to people: what happened and what to do next, never a secret.
 */
export abstract class ServiceError extends Error {
  abstract readonly code: Problem["code"];
  override get name(): string {
    return this.constructor.name;
  }
}

export class InvalidError extends ServiceError {
  readonly code = "invalid";
  constructor(
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** Two of a kind, or a state that does not allow it. */
export class ConflictError extends ServiceError {
  readonly code = "conflict";
  constructor(
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

export class UnauthenticatedError extends ServiceError {
  readonly code = "unauthenticated";
}

export class ForbiddenError extends ServiceError {
  readonly code = "forbidden";
  constructor(
    message: string,
    /** Null when it was not a matter of roles (wrong origin, missing header). */
    readonly permission: Permission | null,
  ) {
    super(message);
  }
}

export class NotFoundError extends ServiceError {
  readonly code = "not-found";
}

/** Too many failed logins. */
export class LockedError extends ServiceError {
  readonly code = "locked";
}

/** The key-encryption key is missing or wrong: nothing that needs a secret can be done. */
export class SealedError extends ServiceError {
  readonly code = "sealed";
}

/** Understood and allowed, but not done: e.g. the host's name was not typed, the host is off already. */
export class RefusedError extends ServiceError {
  readonly code = "refused";
}

/** The BMC or the way to it failed. */
export class BmcFailureError extends ServiceError {
  readonly code = "bmc";
  constructor(readonly failure: Failure) {
    super(failure.detail);
  }
}

/** Something the engine needs (database, audit) does not work now. */
export class UnavailableError extends ServiceError {
  readonly code = "unavailable";
}

export class TooManyError extends ServiceError {
  readonly code = "too-many";
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}
