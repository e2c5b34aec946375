import { printable } from "../../records/printable";
import { defineCommand, NetFn, Privilege } from "../command";

const NAME_BYTES = 16;

/** Get User Name (IPMI 2.0 §22.29). Some boards answer CCh until the user has a name. */
export const getUserName = defineCommand<{ readonly userId: number }, string>({
  name: "Get User Name",
  netFn: NetFn.App,
  command: 0x46,
  privilege: Privilege.Operator,
  class: "read",
  encode: ({ userId }) => Uint8Array.of(userId & 0x3f),
  decode: (data) => {
    const name = data.take(Math.min(data.remaining, NAME_BYTES));
    const end = name.indexOf(0);
    return printable(name.subarray(0, end < 0 ? name.length : end).toString("utf8"));
  },
});
