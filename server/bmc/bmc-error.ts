import type { Failure } from "@/lib/contracts/problem";

/** The one error type that leaves a driver: says which layer failed. */
export class BmcError extends Error {
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(failure.detail, options);
    this.name = "BmcError";
  }
}
