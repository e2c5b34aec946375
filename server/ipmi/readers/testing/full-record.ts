import { hex } from "../../commands/testing/vectors";
import { decodeSdr, isSensorRecord } from "../../records/sdr/decode-sdr";
import type { SensorRecord } from "../../records/sdr/sensor-record";

/** A full record: number, sensor type, event type, base unit, linearisation, access, owner and LUN. */
export function fullRecord(given: {
  number: number;
  type?: number;
  event?: number;
  unit?: number;
  linearisation?: number;
  owner?: number;
  lun?: number;
  capabilities?: number;
}): SensorRecord {
  const {
    number,
    type = 1,
    event = 1,
    unit = 1,
    linearisation = 0,
    owner = 0x20,
    lun = 0,
    capabilities = 0x68,
  } = given;
  const body = Buffer.concat([
    Buffer.from([owner, lun, number, 7, 1, 0x7f, capabilities, type, event]),
    hex("0000 0000 3f3f"),
    Buffer.from([0, unit, 0, linearisation]),
    hex("01 00 00 00 00 00 00 00 00 00 ff 00 64 5f 5a 00 05 0a 00 00 0000 00 c1 53"),
  ]);
  const record = decodeSdr(Buffer.concat([Buffer.from([number, 0, 0x51, 1, body.length]), body]));
  if (!isSensorRecord(record)) throw new Error("not a sensor");
  return record;
}
