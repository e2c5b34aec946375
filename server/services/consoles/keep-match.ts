import { createHash } from "node:crypto";
import type { EventStore } from "@/server/database/event-store";
import type { LiveBus } from "@/server/live/live-bus";
import type { RuleMatch } from "./rule-matcher";

export interface KeepMatchDeps {
  readonly events: Pick<EventStore, "insert">;
  readonly live: Pick<LiveBus, "publish">;
  readonly now: () => Date;
}

/** A match becomes an event of the host, with the lines around it. */
export async function keepMatch({ events, live, now }: KeepMatchDeps, match: RuleMatch): Promise<void> {
  const { hostId, rule, offset, line, context, times } = match;
  const at = now();
  await events.insert([
    {
      hostId,
      fingerprint: createHash("sha256").update(`console:${hostId}:${rule.id}:${offset}`).digest("hex"),
      recordId: 0,
      recordType: 0,
      timestamp: null,
      clock: "unspecified",
      sensor: "",
      sensorType: "Console",
      direction: "none",
      text: times > 1 ? `${rule.name} (${times} times): ${line}` : `${rule.name}: ${line}`,
      severity: rule.severity,
      raw: new Uint8Array(0),
      receivedAt: at,
      console: { offset, context: context.join("\n") },
    },
  ]);
  live.publish({ type: "events", hostId });
}
