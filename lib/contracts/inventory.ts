import { z } from "zod";

export const DeviceId = z.object({
  deviceId: z.number().int(),
  deviceRevision: z.number().int(),
  firmware: z.string(),
  ipmiVersion: z.string(),
  manufacturerId: z.number().int(),
  manufacturer: z.string().nullable(),
  productId: z.number().int(),
  auxFirmwareHex: z.string().nullable(),
  providesDeviceSdrs: z.boolean(),
  /** In words: Sensor Device, SDR Repository, SEL Device, FRU Inventory … (IPMI 2.0 §20.1). */
  support: z.array(z.string()),
  guid: z.string().nullable(),
});
export type DeviceId = z.infer<typeof DeviceId>;

const Field = z.object({ label: z.string(), value: z.string() });
export const FruArea = z.object({
  kind: z.enum(["chassis", "board", "product", "multirecord"]),
  title: z.string(),
  fields: z.array(Field),
});
export type FruArea = z.infer<typeof FruArea>;
export const Fru = z.object({
  id: z.number().int(),
  name: z.string(),
  areas: z.array(FruArea),
  /** What was wrong with the data, in words (bad checksum, bad date …); decoded all the same. */
  warnings: z.array(z.string()),
  absent: z.boolean(),
});
export type Fru = z.infer<typeof Fru>;

export const Inventory = z.object({
  device: DeviceId.nullable(),
  frus: z.array(Fru),
  at: z.iso.datetime().nullable(),
});
export type Inventory = z.infer<typeof Inventory>;
