import type { EventStore } from "@/server/database/event-store";
import type { LiveBus } from "@/server/live/live-bus";
import { systemContext } from "../context";
import { BootWatch } from "./boot-watch";
import { keepMatch } from "./keep-match";
import type { RuleBook } from "./rule-book";
import { RuleMatcher } from "./rule-matcher";

export interface WatchRulesDeps {
  readonly rules: RuleBook;
  readonly events: EventStore;
  readonly live: LiveBus;
  readonly clock: {
    now(): number;
    setTimeout(callback: () => void, ms: number): { readonly timer: unknown };
  };
  readonly now: () => Date;
  /** Marks the place in the host's output. */
  readonly note: (hostId: string, kind: "match" | "boot", text: string) => void;
  readonly onError: (error: unknown) => void;
}

/** What reads along while hosts print. */
export interface OutputReader {
  heard(hostId: string, offset: number, bytes: Buffer): void;
  forget(hostId: string): void;
}

/** Puts the rules to work: matches become events and marks; a rule that is too slow is switched off, in the audit. Boots become marks. */
export function watchRules({ rules, events, live, clock, now, note, onError }: WatchRulesDeps): OutputReader {
  const boots = new BootWatch(
    () => clock.now(),
    (hostId, text) => note(hostId, "boot", text),
  );
  const matcher = new RuleMatcher({
    now: () => clock.now(),
    eachLine: (hostId, line) => boots.heard(hostId, line),
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
    matched: (match) => {
      note(match.hostId, "match", match.rule.name);
      keepMatch({ events, live, now }, match).catch(onError);
    },
    tooSlow: (rule) => {
      rules.switchOff(systemContext(`rule-${rule.id}`), rule.id).catch(onError);
    },
  });
  const follow = () => matcher.use(rules.enabled);
  follow();
  rules.onChange(follow);
  return {
    heard: (hostId, offset, bytes) => matcher.heard(hostId, offset, bytes),
    forget: (hostId) => {
      matcher.forget(hostId);
      boots.forget(hostId);
    },
  };
}
