import type { BmcOptions } from "./bmc";
import { BMC_KEY_SETTING, paddedKey } from "./state/bmc-key";
import { NO_ACCESS, passwordSetting } from "./state/users";

type Bytes = readonly number[];

const ADMINISTRATOR_LEVEL = 4;
/** IPMI messaging and link authentication on (Get User Access, byte 4). */
const MESSAGING = 0x30;
/** Standard payload 1, SOL. */
const SOL_ENABLED: Bytes = [0x02, 0, 0, 0];

/** The configuration a machine leaves the factory with; what has no key here has its default in the parameter tables. */
export function defaultSettings({
  profile,
  identity,
  network,
  user,
  bmcKey,
}: Pick<BmcOptions, "profile" | "identity" | "network" | "user" | "bmcKey">): (
  key: string,
) => Uint8Array | undefined {
  const { administrator, lanChannel } = profile;
  const own = `user/${administrator.id}`;
  return (key) => {
    switch (key) {
      case "lan/3":
        return Uint8Array.from(octets(network.address));
      case "lan/5":
        return identity.mac;
      case "lan/12": {
        const gateway = octets(network.address);
        gateway[3] = 254;
        return Uint8Array.from(gateway);
      }
      case BMC_KEY_SETTING:
        return bmcKey === null ? undefined : paddedKey(bmcKey);
      case `${own}/name`:
        return Uint8Array.from(nameBytes(user.name));
      case `${own}/password`:
        return passwordSetting(user.password);
      case `${own}/enabled`:
        return Uint8Array.of(1);
      case `${own}/access/${lanChannel}`:
        return Uint8Array.of(MESSAGING | ADMINISTRATOR_LEVEL);
      case `${own}/payload/${lanChannel}`:
        return Uint8Array.from(SOL_ENABLED);
      default:
        return /^user\/\d+\/access\//.test(key) ? Uint8Array.of(NO_ACCESS) : undefined;
    }
  };
}

function octets(address: string): number[] {
  const parts = address.split(".").map(Number);
  return parts.length === 4 && parts.every((part) => part >= 0 && part <= 255) ? parts : [0, 0, 0, 0];
}

function nameBytes(name: string): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.write(name, "latin1");
  return bytes;
}
