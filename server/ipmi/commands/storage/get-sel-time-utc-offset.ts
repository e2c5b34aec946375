import { defineCommand, NetFn, Privilege } from "../command";

const UNSPECIFIED = 0x07ff;

/** Get SEL Time UTC Offset (IPMI 2.0 §31.11a): minutes, −1440 to 1440; null when the BMC does not know. */
export const getSelTimeUtcOffset = defineCommand<void, { minutes: number | null }>({
  name: "Get SEL Time UTC Offset",
  netFn: NetFn.Storage,
  command: 0x5c,
  privilege: Privilege.User,
  class: "read",
  encode: () => new Uint8Array(),
  decode: (data) => {
    const raw = data.u16();
    const minutes = (raw << 16) >> 16;
    return { minutes: raw === UNSPECIFIED || Math.abs(minutes) > 1440 ? null : minutes };
  },
});
