import type { Action } from "@/lib/contracts/action";
import type { ConsoleHub } from "./console-hub";

/** A power action waits no longer for the console to open. */
const LISTEN_BUDGET_MS = 3000;

/** Kinds after which the host, or its serial port, begins anew. */
const heard: ReadonlySet<Action["kind"]> = new Set(["power", "bmc-reset"]);

/** Makes consoles listen before power actions, so that what the host says first is caught, and marks the actions beside the output. */
export class ActionNotes {
  /** Of actions under way: resolves when the console listens, or will not in time. */
  private readonly listening = new Map<string, Promise<unknown>>();

  /** By host: when the last such action was asked for. */
  private readonly latest = new Map<string, Date>();

  constructor(private readonly hub: Pick<ConsoleHub, "listen" | "note">) {}

  /** An action begins, goes on or is over. */
  saw({ id, hostId, kind, verb, status, finished, requestedBy, requestedAt }: Action): void {
    if (!heard.has(kind)) return;
    this.latest.set(hostId, new Date(requestedAt));
    const what = kind === "power" ? verb : "restart of the BMC";
    if (!this.listening.has(id) && !finished) {
      this.listening.set(id, this.hub.listen(hostId, LISTEN_BUDGET_MS));
      this.hub.note(hostId, { kind: "power", text: `${what}, asked for by ${requestedBy}`, bytes: null });
    }
    if (finished && this.listening.delete(id)) {
      this.hub.note(hostId, { kind: "power", text: `${what}: ${status}`, bytes: null });
    }
  }

  /** Null when there was none since the start. */
  lastAt(hostId: string): Date | null {
    return this.latest.get(hostId) ?? null;
  }

  /** Resolves once the console listens to what this action will bring; after 3 s at the latest, at once for other actions. */
  async ready(actionId: string): Promise<void> {
    await this.listening.get(actionId);
  }
}
