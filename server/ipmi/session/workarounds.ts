/**
 * What some BMCs need done differently, by FreeIPMI's names, which operators know (freeipmi(7), "workarounds").
 * `ladder` ones the login may find out by itself; `manual` ones take away verification and are a person's choice only.
 * `idzero` is found out where replies are authenticated: then the id in their header proves nothing more.
 */
export const workarounds = {
  authcap: "ladder",
  idzero: "ladder",
  unexpectedauth: "ladder",
  forcepermsg: "ladder",
  endianseq: "ladder",
  noauthcodecheck: "manual",
  nochecksumcheck: "manual",
  intel20: "ladder",
  supermicro20: "ladder",
  sun20: "ladder",
  opensesspriv: "ladder",
  integritycheckvalue: "ladder",
  assumemaxsdrrecordcount: "ladder",
  solpayloadsize: "ladder",
  solport: "ladder",
  solstatus: "ladder",
  solchannelsupport: "ladder",
  serialalertsdeferred: "ladder",
  solpacketseq: "manual",
  solchannelassumelanchannel: "ladder",
  skipchecks: "ladder",
  assumesystemevent: "ladder",
  discretereading: "ladder",
  ignorescanningdisabled: "ladder",
  assumebmcowner: "ladder",
  altbridging: "ladder",
  ignoreauthcode: "manual",
  slowcommit: "ladder",
  veryslowcommit: "ladder",
  ignorestateflag: "ladder",
  malformedack: "ladder",
  guidformat: "ladder",
  ipmiping: "ladder",
} as const satisfies Record<string, "ladder" | "manual">;

export type Workaround = keyof typeof workarounds;
