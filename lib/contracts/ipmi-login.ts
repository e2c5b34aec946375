import { z } from "zod";

/**
 * What some BMCs need done differently, by FreeIPMI's names, which operators know. `weakens`: takes away a check, so
 * it is never chosen by itself.
 */
export const ipmiWorkarounds = {
  authcap: { weakens: false },
  idzero: { weakens: false },
  unexpectedauth: { weakens: false },
  forcepermsg: { weakens: false },
  endianseq: { weakens: false },
  noauthcodecheck: { weakens: true },
  nochecksumcheck: { weakens: true },
  intel20: { weakens: false },
  supermicro20: { weakens: false },
  sun20: { weakens: false },
  opensesspriv: { weakens: false },
  integritycheckvalue: { weakens: false },
  assumemaxsdrrecordcount: { weakens: false },
  solpayloadsize: { weakens: false },
  solport: { weakens: false },
  solstatus: { weakens: false },
  solchannelsupport: { weakens: false },
  serialalertsdeferred: { weakens: false },
  solpacketseq: { weakens: true },
  solchannelassumelanchannel: { weakens: false },
  skipchecks: { weakens: false },
  assumesystemevent: { weakens: false },
  discretereading: { weakens: false },
  ignorescanningdisabled: { weakens: false },
  assumebmcowner: { weakens: false },
  altbridging: { weakens: false },
  ignoreauthcode: { weakens: true },
  slowcommit: { weakens: false },
  veryslowcommit: { weakens: false },
  ignorestateflag: { weakens: false },
  malformedack: { weakens: false },
  guidformat: { weakens: false },
  ipmiping: { weakens: false },
} as const;
export type IpmiWorkaround = keyof typeof ipmiWorkarounds;
const names = Object.keys(ipmiWorkarounds) as [IpmiWorkaround, ...IpmiWorkaround[]];
export const IpmiWorkaround = z.enum(names);

/** Strongest first. */
export const ipmiCipherSuites = [17, 3, 8, 12, 16, 2, 7, 11, 15, 1, 6, 0] as const;
export const ipmiProtocols = ["2.0", "auto", "1.5"] as const;

/** How a person wants a BMC to be spoken to. The default is right for all but old or broken ones. */
export const IpmiSettings = z.strictObject({
  protocol: z.enum(ipmiProtocols).default("2.0"),
  /** Tried in this order instead of 17, then 3. Empty for that default. */
  cipherSuites: z.array(z.literal(ipmiCipherSuites)).max(ipmiCipherSuites.length).default([]),
  workarounds: z.array(IpmiWorkaround).max(names.length).default([]),
});
export type IpmiSettings = z.infer<typeof IpmiSettings>;
export const defaultIpmiSettings: IpmiSettings = { protocol: "2.0", cipherSuites: [], workarounds: [] };

/** How the last login spoke: found by itself, or as laid down. */
export const IpmiLogin = z.object({
  protocol: z.enum(["2.0", "1.5"]),
  cipherSuite: z.literal(ipmiCipherSuites).nullable(),
  authentication: z.enum(["none", "md2", "md5", "password"]).nullable(),
  privilege: z.number().int().min(1).max(5),
  workarounds: z.array(IpmiWorkaround),
  /** How packets are made where that is not as specified: authenticated with the session integrity key, or with a short pad. */
  packing: z.enum(["sik", "short-pad"]).optional(),
});
export type IpmiLogin = z.infer<typeof IpmiLogin>;

/** What was learnt of one make and firmware of BMC; tried first on the next one of its kind. */
export const LearntLogin = z.object({
  manufacturerId: z.number().int(),
  productId: z.number().int(),
  firmware: z.string(),
  login: IpmiLogin,
  /** In one English sentence. */
  sentence: z.string(),
  learntAt: z.iso.datetime(),
});
export type LearntLogin = z.infer<typeof LearntLogin>;
export const LearntLoginList = z.object({ logins: z.array(LearntLogin) });
