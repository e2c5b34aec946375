import { defineCommand, NetFn, Privilege } from "../command";
import { type EntityInstances, encodeEntityInstances } from "./entity-instances";
import { dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

export interface TemperatureReadings {
  /** Of the entity, in all. */
  readonly instances: number;
  readonly readings: readonly { readonly instance: number; readonly celsius: number }[];
}

/** Get Temperature Readings (DCMI 1.5 §6.7.3): eight at most in an answer. Sign and magnitude, not two's complement. */
export const getTemperatureReadings = defineCommand<EntityInstances, TemperatureReadings>({
  name: "Get Temperature Readings",
  netFn: NetFn.GroupExtension,
  command: 0x10,
  privilege: Privilege.User,
  class: "read",
  encode: encodeEntityInstances,
  decode: (data) => {
    skipDcmiGroup(data);
    const instances = data.u8();
    const count = data.u8();
    const readings = Array.from({ length: count }, () => {
      const reading = data.u8();
      const magnitude = reading & 0x7f;
      return { celsius: (reading & 0x80) !== 0 ? -magnitude : magnitude, instance: data.u8() };
    });
    return { instances, readings };
  },
  completionCodes: dcmiCompletionCodes,
});
