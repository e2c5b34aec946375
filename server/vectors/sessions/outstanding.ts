import type { Checks } from "../tally";

/**
 * Which responses of session set-up were asked for: each names its request's tag and the console's session id. Late ones to
 * an earlier request are nobody's mistake.
 */
export class Outstanding {
  private readonly asked = new Map<string, { readonly tag: number; readonly consoleSessionId: number }[]>();

  constructor(private readonly checks: Checks) {}

  request(response: string, tag: number, consoleSessionId: number): void {
    this.asked.set(response, [...(this.asked.get(response) ?? []), { tag, consoleSessionId }]);
  }

  response(response: string, tag: number, consoleSessionId: number): void {
    const asked = this.asked.get(response);
    if (asked === undefined) return; // before the capture began
    const known = asked.some((one) => one.tag === tag && one.consoleSessionId === consoleSessionId);
    const last = asked.at(-1);
    this.checks.decide(`${response} answers`, known, last, { tag, consoleSessionId });
  }
}
