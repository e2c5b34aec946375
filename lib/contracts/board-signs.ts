import { z } from "zod";

/** What stands for the GUID of a BMC that has none of its own. Null is what was never read. */
export const BoardSigns = z.object({
  manufacturerId: z.number().int().nullable(),
  productId: z.number().int().nullable(),
  /** Of FRU 0. */
  boardSerial: z.string().nullable(),
  productSerial: z.string().nullable(),
  /** Of the LAN channel: `00:25:90:0a:0b:0c`. */
  mac: z.string().nullable(),
});
export type BoardSigns = z.infer<typeof BoardSigns>;
