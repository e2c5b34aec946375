import { DCMI_GROUP } from "./group-extension";

/** DCMI's temperature sensors by entity (DCMI 1.5 table 6-7). */
export const DcmiEntity = { Inlet: 0x40, Cpu: 0x41, Baseboard: 0x42 } as const;

/** The same by IPMI's entities (IPMI 2.0 table 43-13), which DCMI 1.0 had and some boards still have. */
export const Dcmi10Entity = { Inlet: 0x37, Cpu: 0x03, Baseboard: 0x07 } as const;

const TEMPERATURE = 0x01;

export interface EntityInstances {
  readonly entity: number;
  /** 0 for all, from `start` on. */
  readonly instance: number;
  readonly start: number;
}

export function encodeEntityInstances({ entity, instance, start }: EntityInstances): Uint8Array {
  return Uint8Array.of(DCMI_GROUP, TEMPERATURE, entity, instance, start);
}
