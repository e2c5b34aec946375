import type { Fru } from "@/lib/contracts/inventory";
import { type FruReading, getDeviceId, readFrus } from "@/server/ipmi";
import type { InventoryReader } from "../capabilities";
import type { Calls } from "./calls";
import { toDeviceId } from "./device-id";
import { translated } from "./map-failure";
import type { RepositoryCache } from "./repository-cache";

/** FRU ids count anew in each controller: those behind the BMC are made different by the controller's address. */
export function ipmiInventory(
  calls: Pick<Calls, "session" | "bulk">,
  repository: RepositoryCache,
): InventoryReader {
  return {
    async device(deadline) {
      const { client, options, session } = await calls.session(deadline);
      const device = await translated("command", () => client.send(getDeviceId, undefined, options));
      return toDeviceId(device, session.guid);
    },
    frus: (deadline) =>
      calls.bulk(deadline, async (bmc, options) => {
        const { frus } = await repository.current(bmc, options);
        return (await readFrus(bmc, frus, options)).map(toFru);
      }),
  };
}

function toFru({ id, name, controller, absent, inventory }: FruReading): Fru {
  const areas = inventory.areas.map(({ kind, title, fields }) => ({ kind, title, fields: [...fields] }));
  const place =
    controller === null
      ? { id, name }
      : { id: (controller.address << 8) | id, name: `${name} (controller ${hex(controller.address)})` };
  return { ...place, areas, warnings: [...inventory.warnings], absent };
}

function hex(address: number): string {
  return `${address.toString(16).toUpperCase().padStart(2, "0")}h`;
}
