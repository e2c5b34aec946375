import type { BmcTarget } from "@/server/bmc/capabilities";
import type { HostRow } from "@/server/database/host-store";
import type { LearntLoginStore } from "@/server/database/learnt-login-store";
import type { SecretStore } from "@/server/database/secret-store";
import { UnavailableError } from "../errors";
import type { Secrets } from "../secrets/secrets";

/** K_g as typed: `0x` and 40 hex digits, or text (IPMI 2.0 §13.33: 20 bytes, shorter ones are padded by the engine). Null for none. */
export function parseBmcKey(text: string): Buffer | null {
  if (text === "") return null;
  return text.startsWith("0x") || text.startsWith("0X")
    ? Buffer.from(text.slice(2), "hex")
    : Buffer.from(text, "ascii");
}

/** How to reach and enter a host's BMC, with its secrets opened. Throws SealedError while sealed. */
export async function loadBmcTarget(
  host: HostRow,
  store: Pick<SecretStore, "find">,
  learnt: Pick<LearntLoginStore, "find">,
  secrets: Secrets,
): Promise<BmcTarget> {
  secrets.requireUnsealed();
  const [password, bmcKey] = await Promise.all([
    store.find(host.id, "password"),
    store.find(host.id, "bmc-key"),
  ]);
  if (!password) {
    throw new UnavailableError(`The password of ${host.name} is missing. Give it again in the host's form.`);
  }
  return {
    address: host.address,
    port: host.port,
    username: host.username,
    password: secrets.open(password),
    bmcKey: bmcKey ? parseBmcKey(secrets.open(bmcKey)) : null,
    guid: host.guid,
    signs: host.signs,
    cipherSuite: host.cipherSuite,
    ipmi: host.ipmi,
    known: host.login ?? (host.device && (await learnt.find(host.device))),
  };
}
