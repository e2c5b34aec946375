import { defineCommand, NetFn, Privilege } from "../command";
import { bits } from "./support-masks";

/** What can be reached at a LUN. */
export interface LunSupport {
  readonly lun: number;
  readonly supported: boolean;
  /** Network functions with commands, request forms. */
  readonly netFns: readonly number[];
}

const LUNS = 4;
const NETFN_PAIRS = 32;

/** Get NetFn Support (IPMI 2.0 §21.2). */
export const getNetFnSupport = defineCommand<{ readonly channel: number }, readonly LunSupport[]>({
  name: "Get NetFn Support",
  netFn: NetFn.App,
  command: 0x09,
  privilege: Privilege.User,
  class: "read",
  encode: ({ channel }) => Uint8Array.of(channel & 0x0f),
  decode: (data) => {
    const luns = data.u8();
    const pairs = bits(data.take((LUNS * NETFN_PAIRS) / 8));
    return Array.from({ length: LUNS }, (_, lun) => ({
      lun,
      supported: ((luns >> (2 * lun)) & 0x03) !== 0,
      netFns: Array.from({ length: NETFN_PAIRS }, (_, pair) => 2 * pair).filter(
        (netFn) => pairs[lun * NETFN_PAIRS + netFn / 2],
      ),
    }));
  },
});
