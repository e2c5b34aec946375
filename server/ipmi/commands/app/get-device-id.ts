import { defineCommand, NetFn, Privilege } from "../command";

export interface DeviceId {
  readonly deviceId: number;
  /** 0–15. */
  readonly deviceRevision: number;
  readonly providesDeviceSdrs: boolean;
  /** False while the BMC updates its firmware, initialises itself or its SDRs. */
  readonly available: boolean;
  readonly firmwareMajor: number;
  /** 0–99, two decimal digits; null when the BMC sent no BCD. */
  readonly firmwareMinor: number | null;
  /** The same as sent: BMCs that send no BCD are shown with its hex digits. */
  readonly firmwareMinorByte: number;
  /** "2.0", "1.5" … */
  readonly ipmiVersion: string;
  /** Additional device support, one bit a function (IPMI 2.0 table 20-2). */
  readonly support: {
    readonly sensor: boolean;
    readonly sdrRepository: boolean;
    readonly sel: boolean;
    readonly fruInventory: boolean;
    readonly ipmbEventReceiver: boolean;
    readonly ipmbEventGenerator: boolean;
    readonly bridge: boolean;
    readonly chassis: boolean;
  };
  /** IANA enterprise number, 20 bits. Bogus on some boards. */
  readonly manufacturerId: number;
  readonly productId: number;
  /** Four bytes as sent, or null. */
  readonly auxiliaryFirmware: Buffer | null;
}

/** Get Device ID (IPMI 2.0 §20.1, IPMI 1.5 §17.1). Also the keep-alive: every BMC answers it at any privilege. */
export const getDeviceId = defineCommand<void, DeviceId>({
  name: "Get Device ID",
  netFn: NetFn.App,
  command: 0x01,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const deviceId = data.u8();
    const revision = data.u8();
    const firmware = data.u8();
    const minor = data.u8();
    const version = data.u8();
    const support = data.u8();
    return {
      deviceId,
      deviceRevision: revision & 0x0f,
      providesDeviceSdrs: (revision & 0x80) !== 0,
      available: (firmware & 0x80) === 0,
      firmwareMajor: firmware & 0x7f,
      firmwareMinor: fromBcd(minor),
      firmwareMinorByte: minor,
      ipmiVersion: `${version & 0x0f}.${version >> 4}`,
      support: {
        sensor: (support & 0x01) !== 0,
        sdrRepository: (support & 0x02) !== 0,
        sel: (support & 0x04) !== 0,
        fruInventory: (support & 0x08) !== 0,
        ipmbEventReceiver: (support & 0x10) !== 0,
        ipmbEventGenerator: (support & 0x20) !== 0,
        bridge: (support & 0x40) !== 0,
        chassis: (support & 0x80) !== 0,
      },
      manufacturerId: data.u24() & 0x0fffff,
      productId: data.u16(),
      auxiliaryFirmware: data.remaining >= 4 ? data.take(4) : null,
    };
  },
});

function fromBcd(byte: number): number | null {
  const tens = byte >> 4;
  const ones = byte & 0x0f;
  return tens > 9 || ones > 9 ? null : tens * 10 + ones;
}
