import { dell } from "./dell";
import { fujitsu } from "./fujitsu";
import { hpe } from "./hpe";
import { intel } from "./intel";
import { ibm, lenovo } from "./lenovo";
import { ami, cisco, huawei, inspur, montaVista, openBmc, quanta } from "./makers";
import { supermicro } from "./supermicro";
import type { Vendor } from "./vendor";

const vendors: readonly Vendor[] = [
  dell,
  hpe,
  lenovo,
  ibm,
  supermicro,
  intel,
  huawei,
  inspur,
  quanta,
  fujitsu,
  cisco,
  ami,
  montaVista,
  ...openBmc,
];

const byId: ReadonlyMap<number, Vendor> = new Map(
  vendors.flatMap((vendor) => vendor.ids.map((id) => [id, vendor] as const)),
);

/** Who built a BMC, by the IANA enterprise number in Get Device ID; null when nothing is known of them. */
export function vendorOf(manufacturerId: number): Vendor | null {
  return byId.get(manufacturerId) ?? null;
}
