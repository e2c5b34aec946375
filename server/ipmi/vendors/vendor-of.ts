import { dell } from "./dell/dell";
import { facebook } from "./facebook";
import { fujitsu } from "./fujitsu";
import { hpe } from "./hpe";
import { intel } from "./intel/intel";
import { inventec } from "./inventec";
import { ibm, lenovo } from "./lenovo";
import { ami, cisco, huawei, inspur, montaVista, openBmc } from "./makers";
import { quanta } from "./quanta";
import { supermicro } from "./supermicro";
import type { Vendor } from "./vendor";
import { wistron } from "./wistron";

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
  inventec,
  wistron,
  facebook,
  ...openBmc,
];

const byId: ReadonlyMap<number, Vendor> = new Map(
  vendors.flatMap((vendor) => vendor.ids.map((id) => [id, vendor] as const)),
);

/** Who built a BMC, by the IANA enterprise number in Get Device ID; null when nothing is known of them. */
export function vendorOf(manufacturerId: number): Vendor | null {
  return byId.get(manufacturerId) ?? null;
}
