import type { z } from "zod";
import type { LoginInput } from "@/lib/contracts/access";
import type { UserRow } from "@/server/database/user-store";
import type { ServiceContext } from "../context";
import { LockedError, TooManyError, UnauthenticatedError } from "../errors";
import type { AccessServices } from "./access-services";
import type { AuthenticatedLogin } from "./authenticator";
import { lockoutPolicy } from "./lockout";

export interface LoginResult {
  readonly user: UserRow;
  readonly login: AuthenticatedLogin;
}

/** Throws TooManyError when this network address has tried too often. */
export function takeTry({ tries }: Pick<AccessServices, "tries">, from: string): void {
  const waitMs = tries.take(from);
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1000);
    throw new TooManyError(`Too many tries from your address. Try again in ${seconds} s.`, seconds);
  }
}

/**
 * Checks e-mail and password. Unknown, disabled and locked accounts answer like a wrong password would, in the same time;
 * the count is taken before the password is looked at.
 */
export async function login(
  services: AccessServices,
  { from, requestId }: Pick<ServiceContext, "from" | "requestId">,
  input: z.infer<typeof LoginInput>,
  headers: Headers,
): Promise<LoginResult> {
  takeTry(services, from);
  const { stores, audit, authenticator } = services;
  const email = input.email.trim().toLowerCase();
  const ctx: ServiceContext = { actor: { kind: "anonymous", claimed: email }, from, requestId };

  if ((await services.lockout.takeGuess(email, services.now())) === "locked") {
    await authenticator.hash(input.password);
    await audit.record(ctx, { action: "login.locked", host: null, outcome: "denied", detail: "" });
    const minutes = lockoutPolicy.lockMs / 60_000;
    throw new LockedError(
      `Too many wrong passwords for this account. Wait up to ${minutes} minutes, or ask an administrator to unlock it.`,
    );
  }

  const user = await stores.users.findByEmail(email);
  const signedIn = await signIn(authenticator, user, email, input.password, headers);
  if (!user || !signedIn) {
    const detail = user?.disabled ? "account disabled" : "";
    await audit.record(ctx, { action: "login.failure", host: null, outcome: "denied", detail });
    throw new UnauthenticatedError("E-mail address or password is wrong.");
  }
  services.tries.giveBack(from);
  await stores.users.loginSucceeded(user.id, services.now());
  await audit.record(ctx, { action: "login.success", host: null, outcome: "ok", detail: "" });
  return { user, login: signedIn };
}

async function signIn(
  authenticator: AccessServices["authenticator"],
  user: UserRow | null,
  email: string,
  password: string,
  headers: Headers,
): Promise<AuthenticatedLogin | null> {
  if (user?.disabled) {
    await authenticator.hash(password);
    return null;
  }
  return authenticator.signIn(email, password, headers);
}
