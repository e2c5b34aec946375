import { handlers, ok } from "../handler";

const bcd = (value: number): number => ((Math.floor(value / 10) % 10) << 4) | (value % 10);
const SELF_TEST_PASSED = [0x55, 0x00] as const;
const ACPI_UNKNOWN = 0x2a;

/** Get Device ID, resets, self test, device GUID, ACPI state (IPMI 2.0 §20). */
export const deviceCommands = [
  ...handlers(
    0x06,
    [
      [
        0x01,
        0,
        ({ controller: { identity } }) =>
          ok([
            identity.deviceId,
            (identity.providesDeviceSdrs ? 0x80 : 0) | identity.deviceRevision,
            identity.firmwareMajor & 0x7f,
            bcd(identity.firmwareMinor),
            0x02,
            identity.support,
            identity.manufacturerId & 0xff,
            (identity.manufacturerId >> 8) & 0xff,
            (identity.manufacturerId >> 16) & 0x0f,
            identity.productId & 0xff,
            identity.productId >> 8,
            ...identity.auxiliary,
          ]),
      ],
      [0x04, 0, () => ok(SELF_TEST_PASSED)],
    ],
    { satellite: true },
  ),
  ...handlers(0x06, [
    [
      0x02,
      0,
      ({ bmc }) => {
        bmc.restart("cold");
        return ok();
      },
    ],
    [
      0x03,
      0,
      ({ bmc }) => {
        bmc.restart("warm");
        return ok();
      },
    ],
    [
      0x06,
      2,
      ({ bmc, data }) => {
        const [system = 0, device = 0] = data;
        if ((system & 0x80) !== 0) bmc.acpi.system = system & 0x7f;
        if ((device & 0x80) !== 0) bmc.acpi.device = device & 0x7f;
        return ok();
      },
    ],
    [
      0x07,
      0,
      ({ bmc }) => {
        const system = bmc.acpi.system === ACPI_UNKNOWN ? (bmc.power.on ? 0x00 : 0x05) : bmc.acpi.system;
        return ok([system, bmc.acpi.device]);
      },
    ],
    [0x08, 0, ({ bmc }) => ok(bmc.guid)],
  ]),
];
