import { getDeviceId } from "@/server/ipmi/commands/app/get-device-id";
import type { VerbContext } from "../../verb";

/** Whose words ipmitool adds to events. */
export interface Maker {
  readonly name: "dell" | "supermicro";
  /** The BMC speaks IPMI 1.5 only: its makers counted memory modules otherwise. */
  readonly ipmi15: boolean;
}

const makers: Readonly<Record<number, Maker["name"]>> = {
  674: "dell",
  10876: "supermicro",
  47488: "supermicro",
};

/** Asks the BMC who made it; null when that adds nothing, or when it does not say. */
export async function readMaker({ bmc, signal }: VerbContext): Promise<Maker | null> {
  const device = await bmc.send(getDeviceId, undefined, { signal }).catch(() => null);
  const name = device === null ? undefined : makers[device.manufacturerId];
  return name === undefined ? null : { name, ipmi15: device?.ipmiVersion === "1.5" };
}
