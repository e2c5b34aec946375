/** Every wait of the engine, in milliseconds, with where the number comes from. */
export const timing = {
  /** Default budget of one request. */
  requestBudget: 10_000,
  /** Default budget of a login. */
  connectBudget: 15_000,
  /** A login ends this much before the one who waits for it: it knows better why. */
  reportMargin: 50,

  /** First retransmission before a round trip was measured (ipmitool 1 s, ipmiconsole 0.5 s). */
  initialRetransmit: 500,
  minimumRetransmit: 300,
  maximumRetransmit: 5_000,

  /** First answer time of a set-up message; doubles with every attempt. HMACs are slow on old BMCs. */
  setupStep: 1_000,
  setupStepMaximum: 4_000,

  /** Shortest wait for a controller behind the BMC: the bus to it is slow, and the BMC repeats on it by itself (IPMB §4). */
  bridgedRetransmit: 2_000,

  /** How long an unanswered `once` request keeps the others waiting. It waits on for its answer without that. */
  onceHold: 3_000,

  /** First wait after a busy code; doubles up to `maximumRetransmit`. */
  busyBackOff: 400,

  /** How long a reply may still arrive after its request was given up: IPMB sequence expiry (IPMI 2.0 §6.13.2). */
  sequenceQuarantine: 5_000,

  /** A session idle for 60 s is closed by the BMC (IPMI 2.0 §6.12.15), sooner by some: 29 s is what peers dare. */
  keepAliveEarliest: 20_000,
  keepAliveLatest: 28_000,
  /** Keep-alives of all sessions are sent together, so often. */
  keepAliveBeat: 250,
  keepAliveBudget: 26_000,

  /** Silence under a request after which the session is given up. Some BMCs pause for 5 s. */
  silence: 8_000,
  /** The same for a keep-alive, when nobody waits: SOL must survive a lossy night. */
  keepAliveSilence: 20_000,

  /** For each question about a session that an earlier login left behind; it ends by itself otherwise. */
  strayStep: 3_000,

  /** Close Session is answered in time or not at all. */
  closeBudget: 1_000,

  /** A new session stays unanswered for this long: then its packets are made in another way. */
  deafSession: 2_500,
  /** First answers of IPMI 1.5: a challenge, an activation. */
  challengeStep: 3_000,
  activationStep: 3_000,

  /** After every way to log in was refused, one way is tried at a time for this long: locks and logs are spared. */
  ladderRest: 3_600_000,

  /** No login for this long after the BMC said it has no free session. */
  sessionsExhausted: 60_000,
} as const;

/** Unanswered transmissions without which silence proves nothing. */
export const silenceTransmissions = 4;
