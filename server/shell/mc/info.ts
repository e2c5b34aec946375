import { type DeviceId, getDeviceId, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { manufacturerName } from "../manufacturers";
import { productName } from "../products";
import { defineVerb } from "../verb";

/** Names of Get Device ID's additional device support, bit 0 first (IPMI 2.0 table 20-2). */
const supportNames: readonly (readonly [keyof DeviceId["support"], string])[] = [
  ["sensor", "Sensor Device"],
  ["sdrRepository", "SDR Repository Device"],
  ["sel", "SEL Device"],
  ["fruInventory", "FRU Inventory Device"],
  ["ipmbEventReceiver", "IPMB Event Receiver"],
  ["ipmbEventGenerator", "IPMB Event Generator"],
  ["bridge", "Bridge"],
  ["chassis", "Chassis Device"],
];

export const info = defineVerb<void, DeviceId>({
  path: ["mc", "info"],
  usage: "",
  summary: "Identity, firmware and abilities of the management controller",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getDeviceId, undefined, { signal }), { silent: "Get Device ID command failed" }),
  text: deviceText,
});

function deviceText(id: DeviceId): string {
  const product = id.productId.toString(16).padStart(4, "0");
  const lines = [
    `Device ID                 : ${id.deviceId}`,
    `Device Revision           : ${id.deviceRevision}`,
    `Firmware Revision         : ${id.firmwareMajor}.${hexByte(id.firmwareMinorByte)}`,
    `IPMI Version              : ${id.ipmiVersion}`,
    `Manufacturer ID           : ${id.manufacturerId}`,
    `Manufacturer Name         : ${manufacturerName(id.manufacturerId)}`,
    `Product ID                : ${id.productId} (0x${product})`,
    `Product Name              : ${productName(id.manufacturerId, id.productId)}`,
    `Device Available          : ${id.available ? "yes" : "no"}`,
    `Provides Device SDRs      : ${id.providesDeviceSdrs ? "yes" : "no"}`,
    "Additional Device Support :",
    ...supportNames.filter(([key]) => id.support[key]).map(([, name]) => `    ${name}`),
  ];
  if (id.auxiliaryFirmware) {
    lines.push("Aux Firmware Rev Info     : ");
    for (const byte of id.auxiliaryFirmware) lines.push(`    0x${hexByte(byte)}`);
  }
  return `${lines.join("\n")}\n`;
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}
