import type { DeviceId } from "@/lib/contracts/inventory";
import { manufacturerName, vendorOf, type DeviceId as WireDeviceId } from "@/server/ipmi";

/** IPMI 2.0 table 20-2, in bit order. */
const supportWords: readonly (readonly [keyof WireDeviceId["support"], string])[] = [
  ["sensor", "Sensor Device"],
  ["sdrRepository", "SDR Repository Device"],
  ["sel", "SEL Device"],
  ["fruInventory", "FRU Inventory Device"],
  ["ipmbEventReceiver", "IPMB Event Receiver"],
  ["ipmbEventGenerator", "IPMB Event Generator"],
  ["bridge", "Bridge"],
  ["chassis", "Chassis Device"],
];

export function toDeviceId(device: WireDeviceId, guid: string | null): DeviceId {
  return {
    deviceId: device.deviceId,
    deviceRevision: device.deviceRevision,
    firmware: firmwareText(device),
    ipmiVersion: device.ipmiVersion,
    manufacturerId: device.manufacturerId,
    manufacturer: manufacturerName(device.manufacturerId),
    productId: device.productId,
    auxFirmwareHex: device.auxiliaryFirmware?.toString("hex") ?? null,
    providesDeviceSdrs: device.providesDeviceSdrs,
    support: supportWords.filter(([key]) => device.support[key]).map(([, word]) => word),
    guid,
  };
}

/** Major and two digits of minor, as on the vendors' pages. */
function firmwareText({ firmwareMajor, firmwareMinor }: WireDeviceId): string {
  if (firmwareMinor === null) return String(firmwareMajor);
  return `${firmwareMajor}.${String(firmwareMinor).padStart(2, "0")}`;
}

/** One line of what the BMC is, for the connection test. */
export function deviceInWords(device: DeviceId): string {
  const maker = device.manufacturer ?? "Manufacturer";
  const known = vendorOf(device.manufacturerId)?.product(device.productId) ?? null;
  const product = known === null ? device.productId : `${device.productId}, ${known}`;
  return `${maker} (${device.manufacturerId}), product ${product}, firmware ${device.firmware}, IPMI ${device.ipmiVersion}`;
}
