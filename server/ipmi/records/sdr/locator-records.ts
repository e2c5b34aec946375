import type { ByteReader } from "../../wire/byte-reader";
import { printable } from "../printable";
import { readEntity } from "./sensor-fields";
import type { SensorEntity } from "./sensor-record";
import { readIdString } from "./type-length";

/** A device on a private bus that is not a FRU or controller (IPMI 2.0 §43.7). */
export interface GenericLocatorRecord {
  readonly kind: "generic-locator";
  readonly recordId: number;
  readonly accessAddress: number;
  readonly slaveAddress: number;
  readonly channel: number;
  readonly lun: number;
  readonly bus: number;
  readonly addressSpan: number;
  readonly deviceType: number;
  readonly deviceTypeModifier: number;
  readonly entity: SensorEntity;
  readonly name: string;
}

/** Where FRU data is (IPMI 2.0 §43.8). */
export interface FruLocatorRecord {
  readonly kind: "fru-locator";
  readonly recordId: number;
  /** IPMB address of the controller that serves it. */
  readonly accessAddress: number;
  readonly channel: number;
  readonly lun: number;
  /** Null for a device read directly by its slave address on a private bus, not by FRU commands. */
  readonly fruId: number | null;
  readonly deviceType: number;
  readonly deviceTypeModifier: number;
  readonly entity: SensorEntity;
  readonly name: string;
}

/** Another management controller (IPMI 2.0 §43.9). */
export interface ControllerLocatorRecord {
  readonly kind: "controller-locator";
  readonly recordId: number;
  readonly slaveAddress: number;
  readonly channel: number;
  /** Device support bits as in Get Device ID. */
  readonly capabilities: number;
  readonly entity: SensorEntity;
  readonly name: string;
}

/** Generic Device Locator Record, 10h. */
export function decodeGenericLocator(recordId: number, reader: ByteReader): GenericLocatorRecord {
  const accessAddress = reader.u8() & 0xfe;
  const slave = reader.u8();
  const access = reader.u8();
  const addressSpan = reader.u8();
  reader.skip(1);
  const deviceType = reader.u8();
  const deviceTypeModifier = reader.u8();
  const entity = readEntity(reader);
  reader.skip(1); // OEM
  return {
    kind: "generic-locator",
    recordId,
    accessAddress,
    slaveAddress: slave & 0xfe,
    channel: ((slave & 0x01) << 3) | (access >> 5),
    lun: (access >> 3) & 0x03,
    bus: access & 0x07,
    addressSpan,
    deviceType,
    deviceTypeModifier,
    entity,
    name: printable(readIdString(reader)),
  };
}

/** FRU Device Locator Record, 11h. */
export function decodeFruLocator(recordId: number, reader: ByteReader): FruLocatorRecord {
  const accessAddress = reader.u8() & 0xfe;
  const fruId = reader.u8();
  const access = reader.u8();
  const channel = reader.u8() >> 4;
  reader.skip(1);
  const deviceType = reader.u8();
  const deviceTypeModifier = reader.u8();
  const entity = readEntity(reader);
  reader.skip(1); // OEM
  const logical = (access & 0x80) !== 0;
  return {
    kind: "fru-locator",
    recordId,
    accessAddress,
    channel,
    lun: (access >> 3) & 0x03,
    fruId: logical ? fruId : null,
    deviceType,
    deviceTypeModifier,
    entity,
    name: printable(readIdString(reader)),
  };
}

/** Management Controller Device Locator Record, 12h. */
export function decodeControllerLocator(recordId: number, reader: ByteReader): ControllerLocatorRecord {
  const slaveAddress = reader.u8() & 0xfe;
  const channel = reader.u8() & 0x0f;
  reader.skip(1); // power state notification, global initialization
  const capabilities = reader.u8();
  reader.skip(3);
  const entity = readEntity(reader);
  reader.skip(1); // OEM
  return {
    kind: "controller-locator",
    recordId,
    slaveAddress,
    channel,
    capabilities,
    entity,
    name: printable(readIdString(reader)),
  };
}
