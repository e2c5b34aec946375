import type { PayloadHolder } from "@/lib/contracts/console";
import type { Failure } from "@/lib/contracts/problem";
import { BmcError } from "./bmc-error";

/** Somebody outside holds the console, or has taken it. */
export class ConsoleHeldError extends BmcError {
  constructor(
    failure: Failure,
    /** As far as the BMC tells. */
    readonly holder: PayloadHolder,
    options?: ErrorOptions,
  ) {
    super(failure, options);
  }
}
