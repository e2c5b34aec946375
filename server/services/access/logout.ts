import type { ServiceContext, UserActor } from "../context";
import type { AccessServices } from "./access-services";

/** Ends the caller's own login; returns the cookies that erase it in the browser. */
export async function logout(
  { audit, authenticator, revocations }: AccessServices,
  ctx: ServiceContext & { readonly actor: UserActor },
  loginId: string,
  headers: Headers,
): Promise<readonly string[]> {
  await audit.record(ctx, { action: "logout", host: null, outcome: "ok", detail: "" });
  const setCookies = await authenticator.signOut(headers);
  revocations.publish({ userId: ctx.actor.id, scope: "one", loginId });
  return setCookies;
}
