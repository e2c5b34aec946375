import { resolve } from "node:path";
import { z } from "zod";
import { StartupError } from "./startup-error";

/** The settings, by the names of their variables. Empty counts as not set. */
const Settings = z.object({
  LIGHTSOUT_DATA: z.string().default("data"),
  LIGHTSOUT_HOST: z.string().default("127.0.0.1"),
  LIGHTSOUT_PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Origins people come by when it is not http://HOST:PORT, comma separated: `https://console.example.net`. */
  LIGHTSOUT_URL: z.string().optional(),
  LIGHTSOUT_KEY_FILE: z.string().optional(),
  LIGHTSOUT_ADMIN_EMAIL: z.email().optional(),
  LIGHTSOUT_ADMIN_PASSWORD_FILE: z.string().optional(),
  LIGHTSOUT_POLL_SECONDS: z.coerce.number().int().min(5).max(3600).default(30),
  LIGHTSOUT_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .or(z.undefined()),
  /** The same from a file, for container secrets. */
  DATABASE_URL_FILE: z.string().optional(),
});

const hints: Partial<Record<keyof typeof Settings.shape, string>> = {
  LIGHTSOUT_PORT: "a port number from 0 to 65535",
  LIGHTSOUT_ADMIN_EMAIL: "an e-mail address",
  LIGHTSOUT_POLL_SECONDS: "a whole number of seconds from 5 to 3600",
  LIGHTSOUT_LOG_LEVEL: "one of debug, info, warn, error, silent",
  DATABASE_URL: "postgresql://user:password@host:port/database",
};

export interface Env {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly urls: readonly URL[];
  readonly keyFile: string;
  readonly admin: { readonly email: string; readonly passwordFile: string } | null;
  readonly pollSeconds: number;
  readonly logLevel: z.infer<typeof Settings>["LIGHTSOUT_LOG_LEVEL"];
  readonly databaseUrl: string | null;
  readonly databaseUrlFile: string | null;
  /** PATH, for child processes. */
  readonly path: string;
}

/** The only reader of the process's environment. Throws StartupError that names the variable. */
export function readEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const known = Object.keys(Settings.shape);
  for (const name of Object.keys(variables)) {
    if (name.startsWith("LIGHTSOUT_") && !known.includes(name)) {
      throw new StartupError(`Unknown setting ${name}. Known are: ${known.join(", ")}.`);
    }
  }
  const given = Object.fromEntries(known.map((name) => [name, variables[name] || undefined]));
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    const hint = hints[name as keyof typeof Settings.shape] ?? "something else";
    throw new StartupError(`Setting ${name} must be ${hint}.`);
  }
  return toEnv(parsed.data, variables.PATH ?? "");
}

function toEnv(settings: z.infer<typeof Settings>, path: string): Env {
  const dataFolder = resolve(settings.LIGHTSOUT_DATA);
  const { LIGHTSOUT_ADMIN_EMAIL: email, LIGHTSOUT_ADMIN_PASSWORD_FILE: passwordFile } = settings;
  if ((email === undefined) !== (passwordFile === undefined)) {
    const missing = email ? "LIGHTSOUT_ADMIN_PASSWORD_FILE" : "LIGHTSOUT_ADMIN_EMAIL";
    throw new StartupError(`Setting ${missing} is missing: both or none create the first administrator.`);
  }
  if (settings.DATABASE_URL && settings.DATABASE_URL_FILE) {
    throw new StartupError("Settings DATABASE_URL and DATABASE_URL_FILE exclude each other. Give one.");
  }
  return {
    dataFolder,
    host: settings.LIGHTSOUT_HOST,
    port: settings.LIGHTSOUT_PORT,
    urls: (settings.LIGHTSOUT_URL ?? "").split(",").filter(Boolean).map(externalUrl),
    keyFile: resolve(settings.LIGHTSOUT_KEY_FILE ?? `${dataFolder}/key`),
    admin: email && passwordFile ? { email, passwordFile } : null,
    pollSeconds: settings.LIGHTSOUT_POLL_SECONDS,
    logLevel: settings.LIGHTSOUT_LOG_LEVEL,
    databaseUrl: settings.DATABASE_URL ?? null,
    databaseUrlFile: settings.DATABASE_URL_FILE ?? null,
    path,
  };
}

function externalUrl(text: string): URL {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/") {
    throw new StartupError(
      "Setting LIGHTSOUT_URL must be a list of origins such as https://console.example.net.",
    );
  }
  return url;
}
