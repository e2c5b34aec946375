import type { EventStore } from "@/server/database/event-store";
import type { LiveBus } from "@/server/live/live-bus";
import { systemContext } from "../context";
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
  readonly note: (hostId: string, text: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Puts the rules to work: matches become events and marks; a rule that is too slow is switched off, in the audit. */
export function watchRules({ rules, events, live, clock, now, note, onError }: WatchRulesDeps): RuleMatcher {
  const matcher = new RuleMatcher({
    now: () => clock.now(),
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
    matched: (match) => {
      note(match.hostId, match.rule.name);
      keepMatch({ events, live, now }, match).catch(onError);
    },
    tooSlow: (rule) => {
      rules.switchOff(systemContext(`rule-${rule.id}`), rule.id).catch(onError);
    },
  });
  const follow = () => matcher.use(rules.enabled);
  follow();
  rules.onChange(follow);
  return matcher;
}
