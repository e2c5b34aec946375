import { serialNumber } from "../machine/random";
import { dcOutput12V, type FruAreas, fruImage, powerSupplyInformation } from "../machine/records/fru-image";
import type { FruDevice, MachineIdentity } from "./profile";
import { Entity } from "./sensor-kit";

/** FRU file minutes count from 1996; boards were made in 2020 and 2021. */
const FIRST_MINUTE = 12_700_000;

/** When a part was made, by the seed. */
export function manufactured(seed: number): number {
  return FIRST_MINUTE + (seed % 900_000);
}

/** The FRU of the whole machine: number 0. */
export function systemFru(
  name: string,
  bytes: number,
  areas: (machine: MachineIdentity) => FruAreas,
): FruDevice {
  return {
    name,
    fruId: 0,
    entity: [Entity.SystemBoard, 1],
    bytes,
    image: (machine) => fruImage(areas(machine), bytes),
  };
}

export interface SupplyModel {
  readonly manufacturer: string;
  readonly model: string;
  readonly partNumber: string;
  readonly watts: number;
}

/** The FRU of a power supply, numbered from 1, with its ratings as multirecords. */
export function supplyFru(name: string, fruId: number, index: number, model: SupplyModel): FruDevice {
  const bytes = 256;
  return {
    name,
    fruId,
    entity: [Entity.PowerSupply, index],
    bytes,
    image: ({ seed }) =>
      fruImage(
        {
          product: [
            model.manufacturer,
            model.model,
            model.partNumber,
            "A1",
            serialNumber(seed, 60 + index, 12),
            "",
            "",
          ],
          multirecords: [
            [0, powerSupplyInformation(model.watts)],
            [1, dcOutput12V(Math.min(model.watts, 780))],
          ],
        },
        bytes,
      ),
  };
}
