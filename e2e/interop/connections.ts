import { type AuthenticationType, cipherSuitesByStrength, type IpmiClientOptions } from "@/server/ipmi";

/** One way to log in: exactly this suite or authentication type, nothing else. */
export interface Connection {
  readonly name: string;
  readonly options: Pick<IpmiClientOptions, "protocol" | "cipherSuites" | "authentication">;
}

export const suiteName = (id: number): string => `suite ${id}`;
export const MD5_SESSION = "IPMI 1.5, MD5";

const suites: readonly Connection[] = [...cipherSuitesByStrength]
  .sort((a, b) => a - b)
  .map((id) => ({ name: suiteName(id), options: { cipherSuites: [id] } }));

const session = (name: string, authentication: AuthenticationType): Connection => ({
  name,
  options: { protocol: "1.5", authentication },
});
const sessions: readonly Connection[] = [
  session(MD5_SESSION, "md5"),
  session("IPMI 1.5, MD2", "md2"),
  session("IPMI 1.5, password", "password"),
  session("IPMI 1.5, none", "none"),
];

export const connections: readonly Connection[] = [...suites, ...sessions];
export const suiteNames = suites.map(({ name }) => name);
export const sessionNames = sessions.map(({ name }) => name);
