import { randomBytes } from "node:crypto";
import { APIError, type BetterAuthOptions, betterAuth } from "better-auth";
import { z } from "zod";
import type { SettingStore } from "@/server/database/setting-store";
import { ContextTracking } from "./context-tracking";

/** How long a login lives without being used, and how often its use is written down. */
const LOGIN_LIFE_S = 24 * 60 * 60;
const LOGIN_TOUCH_S = 5 * 60;

export interface AuthenticatedLogin {
  readonly loginId: string;
  readonly userId: string;
  /** To be sent to the browser when the login was prolonged. */
  readonly setCookies: readonly string[];
}

/** The part of password and cookie handling that better-auth does for us. Its own HTTP handler is not exposed. */
export interface Authenticator {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /** Null when e-mail and password do not fit; takes the same time when there is no such user. */
  signIn(email: string, password: string, headers: Headers): Promise<AuthenticatedLogin | null>;
  /** The login a cookie stands for; null when there is none (any more). */
  authenticate(headers: Headers): Promise<AuthenticatedLogin | null>;
  /** Ends the login of the cookie; returns the cookies that erase it. */
  signOut(headers: Headers): Promise<readonly string[]>;
}

export interface AuthenticatorOptions {
  readonly database: NonNullable<BetterAuthOptions["database"]>;
  /** Signs cookies. */
  readonly secret: string;
  /** Origin browsers see; decides on Secure and the `__Host-` prefix. */
  readonly externalUrl: URL;
}

const SECRET_KEY = "login-secret";

/** The secret that signs cookies, made at the first start. */
export async function loginSecret(settings: SettingStore): Promise<string> {
  const stored = z.string().safeParse(await settings.get(SECRET_KEY));
  if (stored.success) return stored.data;
  const made = randomBytes(32).toString("base64url");
  await settings.set(SECRET_KEY, made);
  return made;
}

function configure({ database, secret, externalUrl }: AuthenticatorOptions) {
  const secure = externalUrl.protocol === "https:";
  return betterAuth({
    database,
    secret,
    baseURL: externalUrl.origin,
    trustedOrigins: [externalUrl.origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: 128,
    },
    session: { modelName: "login", expiresIn: LOGIN_LIFE_S, updateAge: LOGIN_TOUCH_S },
    advanced: {
      // A browser takes `__Host-` cookies over https only.
      useSecureCookies: false,
      cookies: { session_token: { name: secure ? "__Host-lightsout" : "lightsout" } },
      defaultCookieAttributes: { httpOnly: true, sameSite: "strict", secure, path: "/" },
      ipAddress: { ipAddressHeaders: [FROM_HEADER] },
      disableCSRFCheck: true,
    },
  });
}

/** Set by us on the headers given to better-auth, never taken from a client. */
export const FROM_HEADER = "x-lightsout-from";

/** The `Cookie` a browser would send back for these `Set-Cookie`s. */
function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(";", 1)[0] ?? "").join("; ");
}

function loginOf(
  session: { session: { id: string }; user: { id: string } },
  headers: Headers,
): AuthenticatedLogin {
  return {
    loginId: session.session.id,
    userId: session.user.id,
    setCookies: headers.getSetCookie(),
  };
}

export async function createAuthenticator(options: AuthenticatorOptions): Promise<Authenticator> {
  const auth = configure(options);
  const { password } = await auth.$context;
  const tracking = new ContextTracking();

  async function authenticate(headers: Headers): Promise<AuthenticatedLogin | null> {
    const call = () => auth.api.getSession({ headers, returnHeaders: true });
    const { response, headers: answer } = await tracking.during(call);
    return response ? loginOf(response, answer) : null;
  }

  return {
    hash: (text) => password.hash(text),
    verify: (hash, text) => password.verify({ hash, password: text }),
    authenticate,
    async signIn(email, text, headers) {
      try {
        const body = { email, password: text };
        const call = () => auth.api.signInEmail({ body, headers, returnHeaders: true });
        const { headers: answer } = await tracking.during(call);
        const setCookies = answer.getSetCookie();
        const login = await authenticate(new Headers({ cookie: cookieHeader(setCookies) }));
        return login && { ...login, setCookies };
      } catch (error) {
        // BAD_REQUEST: the text is not an e-mail address, so nobody's.
        if (error instanceof APIError && ["UNAUTHORIZED", "BAD_REQUEST"].includes(String(error.status))) {
          return null;
        }
        throw error;
      }
    },
    async signOut(headers) {
      const call = () => auth.api.signOut({ headers, returnHeaders: true });
      const { headers: answer } = await tracking.during(call);
      return answer.getSetCookie();
    },
  };
}
