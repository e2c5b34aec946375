import { z } from "zod";

export const roles = ["viewer", "operator", "administrator"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

export const Email = z.email("bad-email").max(254, "too-long").toLowerCase();
/** Length is what makes a password strong; anything may be in it. */
export const LoginPassword = z.string().min(12, "password-too-short").max(128, "too-long");

export const User = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  /** What this person types into consoles is kept, sealed; administrators read it. */
  keepTyping: z.boolean(),
  lockedUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  lastLoginAt: z.iso.datetime().nullable(),
});
export type User = z.infer<typeof User>;
export const UserList = z.object({ users: z.array(User) });

const name = z.string().trim().min(1, "required").max(80, "too-long");
export const UserInput = z.strictObject({ email: Email, name, role: Role, password: LoginPassword });
export const UserUpdate = z.strictObject({
  name: name.optional(),
  role: Role.optional(),
  disabled: z.boolean().optional(),
  keepTyping: z.boolean().optional(),
  /** Sets a new password and ends the user's logins. */
  password: LoginPassword.optional(),
  unlock: z.literal(true).optional(),
});

export const SetupInput = z.strictObject({
  token: z.string().min(1),
  email: Email,
  name,
  password: LoginPassword,
});
export const LoginInput = z.strictObject({ email: z.string().max(254), password: z.string().max(128) });
export const PasswordChange = z.strictObject({ current: z.string().max(128), next: LoginPassword });

/** The present person, or nobody; `setup` is true while there is no administrator. */
export const Me = z.object({
  user: User.nullable(),
  permissions: z.array(z.string()),
  setup: z.boolean(),
  sealed: z.object({ sealed: z.boolean(), reason: z.string() }),
  version: z.string(),
});
export type Me = z.infer<typeof Me>;

export const Login = z.object({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string(),
  address: z.string(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
});
export type Login = z.infer<typeof Login>;
export const LoginList = z.object({ logins: z.array(Login) });
