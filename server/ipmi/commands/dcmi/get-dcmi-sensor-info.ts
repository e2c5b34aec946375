import { defineCommand, NetFn, Privilege } from "../command";
import { type EntityInstances, encodeEntityInstances } from "./entity-instances";
import { dcmiCompletionCodes, skipDcmiGroup } from "./group-extension";

export interface DcmiSensors {
  /** Of the entity, in all. */
  readonly instances: number;
  /** SDR record ids in this answer, eight at most. */
  readonly recordIds: readonly number[];
}

/** Get DCMI Sensor Info (DCMI 1.5 §6.5.2). */
export const getDcmiSensorInfo = defineCommand<EntityInstances, DcmiSensors>({
  name: "Get DCMI Sensor Info",
  netFn: NetFn.GroupExtension,
  command: 0x07,
  privilege: Privilege.Operator,
  class: "read",
  encode: encodeEntityInstances,
  decode: (data) => {
    skipDcmiGroup(data);
    const instances = data.u8();
    const count = data.u8();
    return { instances, recordIds: Array.from({ length: count }, () => data.u16()) };
  },
  completionCodes: dcmiCompletionCodes,
});
