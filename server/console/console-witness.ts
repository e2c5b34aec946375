import type { ConsoleDoctorDeps } from "@/server/services/console-doctor/console-doctor";
import type { ActionNotes } from "./action-notes";
import type { ConsoleHub } from "./console-hub";

/** What the hub can tell a doctor of a console. */
export function consoleWitness(
  hub: Pick<ConsoleHub, "look" | "mended">,
  notes: Pick<ActionNotes, "lastAt">,
): ConsoleDoctorDeps["consoles"] {
  return {
    witness(hostId) {
      const look = hub.look(hostId);
      const holder = look?.state.holder ?? null;
      const who = [holder?.user, holder?.address].filter(Boolean).join(" from ");
      return {
        state: look?.state.state ?? "closed",
        holder: who === "" ? null : who,
        lastOutputAt: look?.heardAt ?? null,
        lastPowerAt: notes.lastAt(hostId),
      };
    },
    newestOutput: async (hostId) => hub.look(hostId)?.newest ?? Buffer.alloc(0),
    mended: (hostId) => hub.mended(hostId),
  };
}
