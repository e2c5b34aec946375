import type { UserRow } from "@/server/database/user-store";
import type { AccessServices } from "./access-services";

export interface AuthenticatedUser {
  readonly user: UserRow;
  readonly loginId: string;
  readonly setCookies: readonly string[];
}

/** Who a request's cookie stands for; null for nobody. Role and being disabled are read anew each time. */
export async function authenticate(
  { authenticator, stores }: Pick<AccessServices, "authenticator" | "stores">,
  headers: Headers,
): Promise<AuthenticatedUser | null> {
  if (!headers.has("cookie")) return null;
  const login = await authenticator.authenticate(headers);
  if (!login) return null;
  const user = await stores.users.find(login.userId);
  if (!user || user.disabled) return null;
  return { user, loginId: login.loginId, setCookies: login.setCookies };
}
