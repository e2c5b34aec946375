import { type Logger, pino } from "pino";

/** One JSON line an entry on standard error; what could hold a secret is cut out by name. */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          "password",
          "bmcKey",
          "token",
          "ticket",
          "*.password",
          "*.bmcKey",
          "*.token",
          "*.ticket",
          "*.headers.cookie",
          "*.headers.authorization",
        ],
        censor: "[redacted]",
      },
    },
    pino.destination(2),
  );
}
