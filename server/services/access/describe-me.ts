import type { Me } from "@/lib/contracts/access";
import { permissionsOf } from "@/lib/permissions";
import type { UserRow } from "@/server/database/user-store";
import type { Secrets } from "../secrets/secrets";
import type { SetupGate } from "../setup/setup-gate";
import { userView } from "../users/user-view";

/** What a browser needs to know first; to a stranger it tells nothing but whether setup waits and whether we are sealed. */
export function describeMe(
  services: {
    readonly setup: SetupGate;
    readonly secrets: Secrets;
    readonly version: string;
    readonly now: () => Date;
  },
  user: UserRow | null,
): Me {
  const { sealed, reason } = services.secrets.state;
  return {
    user: user && userView(user, services.now()),
    permissions: user ? permissionsOf(user.role) : [],
    setup: services.setup.isOpen,
    // The reason names a file: for people who may know.
    sealed: { sealed, reason: user ? reason : "" },
    version: user ? services.version : "",
  };
}
