import { fixture } from "./fixture";

type Given = Parameters<typeof fixture>[0];

/** A client and a fake BMC whose session set-up goes wrong as `faults` says. */
export function loginBench(given: Given = {}) {
  const all = fixture(given);
  return { ...all, faults: all.bmc.handshake.faults };
}

export interface LoginOutcome {
  /** Error code, or "logged in". */
  readonly code: string;
  readonly suite: number | null;
  readonly message: string;
  /** RAKP 3 messages with a code that reached the BMC: what an impostor would have learnt. */
  readonly proofs: number;
}

/** Logs in, and says what came of it. */
export async function loginOutcome(
  { client, clock, bmc }: ReturnType<typeof loginBench>,
  budgetMs = 15_000,
): Promise<LoginOutcome> {
  const result = client.connect({ budgetMs }).then(
    (session) => ({ code: "logged in", suite: session.cipherSuite as number | null, message: "" }),
    (error: { code: string; message: string }) => ({ code: error.code, suite: null, message: error.message }),
  );
  const settled = await clock.run(result);
  await clock.advance(10);
  const proofs = bmc.handshake.rakp3Received.filter(({ authCode }) => authCode.length > 0).length;
  return { ...settled, proofs };
}

/** What every refusal before RAKP 3 has in common. */
export const nothingLearnt = { suite: null, proofs: 0 } as const;
