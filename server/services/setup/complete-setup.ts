import type { z } from "zod";
import type { SetupInput } from "@/lib/contracts/access";
import { DuplicateError } from "@/server/database/errors";
import type { AccessServices } from "../access/access-services";
import { type LoginResult, login, takeTry } from "../access/login";
import type { ServiceContext } from "../context";
import { ConflictError, ForbiddenError, NotFoundError } from "../errors";
import { createFirstAdministrator } from "./create-first-administrator";
import type { SetupGate } from "./setup-gate";

/** The setup link's page: creates the first administrator and logs in. Afterwards there is no setup any more. */
export async function completeSetup(
  services: AccessServices & { readonly setup: SetupGate },
  { from, requestId }: Pick<ServiceContext, "from" | "requestId">,
  input: z.infer<typeof SetupInput>,
  headers: Headers,
): Promise<LoginResult> {
  const { setup, audit } = services;
  const ctx: ServiceContext = { actor: { kind: "anonymous", claimed: input.email }, from, requestId };
  if (!setup.isOpen) throw new NotFoundError("Setup is over: there is an administrator. Log in instead.");
  takeTry(services, from);
  const giveBack = setup.claim(input.token);
  if (!giveBack) {
    await audit.record(ctx, { action: "setup", host: null, outcome: "denied", detail: "wrong setup token" });
    throw new ForbiddenError(
      "This setup link is not valid (any more). Use the link printed when Lightsout was started last.",
      null,
    );
  }
  try {
    await createFirstAdministrator(services, ctx, input);
  } catch (error) {
    giveBack();
    if (error instanceof DuplicateError) {
      throw new ConflictError("There is a user with this e-mail address who is not an administrator.", [
        {
          field: "email",
          code: "duplicate-email",
          message: "A user with this e-mail address exists. Choose another.",
        },
      ]);
    }
    throw error;
  }
  return login(services, { from, requestId }, input, headers);
}
