import { defineCommand, NetFn, Privilege } from "../command";

/** The channel the request comes in on (IPMI 2.0 §6.3). */
export const PRESENT_CHANNEL = 0x0e;
const WANT_IPMI_2 = 0x80;

export interface ChannelAuthenticationCapabilities {
  readonly channel: number;
  /** IPMI 1.5 authentication types offered. */
  readonly authenticationTypes: {
    readonly none: boolean;
    readonly md2: boolean;
    readonly md5: boolean;
    readonly straightPassword: boolean;
    readonly oem: boolean;
  };
  readonly ipmi2: boolean;
  readonly ipmi15: boolean;
  /** A K_g other than zero is set: logins need it. */
  readonly bmcKeySet: boolean;
  readonly perMessageAuthentication: boolean;
  readonly userLevelAuthentication: boolean;
  readonly namedUsers: boolean;
  readonly nullUsers: boolean;
  readonly anonymousLogin: boolean;
  /** The BMC told what IPMI 2.0 added: versions and the key. */
  readonly extended: boolean;
  /** Who defines the OEM authentication type (IANA enterprise number), and a byte of theirs; zeros without one. */
  readonly oem: { readonly manufacturer: number; readonly auxiliary: number };
}

export interface ChannelAuthenticationCapabilitiesRequest {
  readonly channel: number;
  readonly privilege: number;
  /** False asks as IPMI 1.5 did, for BMCs that refuse the newer question. Default true. */
  readonly extended?: boolean;
}

/**
 * Get Channel Authentication Capabilities (IPMI 2.0 §22.13). Answered before any session, so anybody can have
 * written it, and several boards get the user and key bits wrong: hints, never decisions.
 */
export const getChannelAuthenticationCapabilities = defineCommand<
  ChannelAuthenticationCapabilitiesRequest,
  ChannelAuthenticationCapabilities
>({
  name: "Get Channel Authentication Capabilities",
  netFn: NetFn.App,
  command: 0x38,
  privilege: Privilege.Callback,
  class: "read",
  encode: ({ channel, privilege, extended = true }) =>
    Uint8Array.of((extended ? WANT_IPMI_2 : 0) | channel, privilege),
  decode: (data) => {
    const channel = data.u8() & 0x0f;
    const types = data.u8();
    const status = data.u8();
    const extended = data.u8();
    const hasExtended = (types & 0x80) !== 0;
    const hasOem = data.remaining >= 4;
    const oem = hasOem
      ? { manufacturer: data.u24(), auxiliary: data.u8() }
      : { manufacturer: 0, auxiliary: 0 };
    return {
      channel,
      authenticationTypes: {
        none: (types & 0x01) !== 0,
        md2: (types & 0x02) !== 0,
        md5: (types & 0x04) !== 0,
        straightPassword: (types & 0x10) !== 0,
        oem: (types & 0x20) !== 0,
      },
      ipmi2: hasExtended && (extended & 0x02) !== 0,
      ipmi15: !hasExtended || (extended & 0x01) !== 0,
      bmcKeySet: (status & 0x20) !== 0,
      perMessageAuthentication: (status & 0x10) === 0,
      userLevelAuthentication: (status & 0x08) === 0,
      namedUsers: (status & 0x04) !== 0,
      nullUsers: (status & 0x02) !== 0,
      anonymousLogin: (status & 0x01) !== 0,
      extended: hasExtended,
      oem,
    };
  },
});
