import {
  type AddressSource,
  type ArpControl,
  type AuthenticationTypes,
  type AuthenticationTypesByLevel,
  type BadPasswordThreshold,
  type Ipv4Header,
  Privilege,
  type SetProgress,
} from "@/server/ipmi";
import { defineVerb, UsageError } from "../verb";
import { lanHelp } from "./help";
import { lanChannel, parseLanChannel } from "./lan-channel";
import { type LanSettings, readLanSettings } from "./lan-settings";

export const print = defineVerb<number | null, { channel: number; settings: LanSettings }>({
  path: ["lan", "print"],
  usage: "[<channel number>]",
  summary: "Settings of a LAN channel, the first one found unless named",
  privilege: Privilege.Operator,
  class: "read",
  parse: ([word, ...more]) => {
    if (more.length > 0) throw new UsageError(lanHelp);
    return word === undefined ? null : parseLanChannel(word);
  },
  run: async (context, named) => {
    const channel = await lanChannel(context, named, (none) => `Invalid channel: ${none}`);
    return { channel, settings: await readLanSettings(context, channel, settingsText) };
  },
  text: ({ settings }) => settingsText(settings),
});

const progressTexts: Readonly<Record<SetProgress, string>> = {
  "set-complete": "Set Complete",
  "set-in-progress": "Set In Progress",
  "commit-write": "Commit Write",
  reserved: "Reserved",
};

const sourceTexts: Readonly<Record<AddressSource, string>> = {
  unspecified: "Unspecified",
  static: "Static Address",
  dhcp: "DHCP Address",
  bios: "BIOS Assigned Address",
  other: "Other",
};

const legend = ["X=Cipher Suite Unused", "c=CALLBACK", "u=USER", "o=OPERATOR", "a=ADMIN", "O=OEM"];

/** As far as it was read. */
function settingsText(s: LanSettings): string {
  const lines = [
    ...shown("Set in Progress", s.setInProgress, (state) => progressTexts[state]),
    ...shown("Auth Type Support", s.authenticationSupport, typesText),
    ...enablesLines(s.authenticationEnables),
    ...shown("IP Address Source", s.addressSource, (source) => sourceTexts[source]),
    ...shown("IP Address", s.address, String),
    ...shown("Subnet Mask", s.subnetMask, String),
    ...shown("MAC Address", s.macAddress, String),
    ...shown("SNMP Community String", s.community, String),
    ...shown("IP Header", s.ipv4Header, headerText),
    ...shown("BMC ARP Control", s.arpControl, arpText),
    ...shown("Gratituous ARP Intrvl", s.gratuitousArpInterval, secondsText),
    ...shown("Default Gateway IP", s.defaultGateway, String),
    ...shown("Default Gateway MAC", s.defaultGatewayMac, String),
    ...shown("Backup Gateway IP", s.backupGateway, String),
    ...shown("Backup Gateway MAC", s.backupGatewayMac, String),
    ...shown("802.1q VLAN ID", s.vlan, ({ enabled, id }) => (enabled ? String(id) : "Disabled")),
    ...shown("802.1q VLAN Priority", s.vlanPriority, String),
    ...suiteLines(s),
    ...privilegeLines(s.cipherSuitePrivileges),
    ...thresholdLines(s.badPasswordThreshold),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function row(label: string, text: string): string {
  return `${label.padEnd(24)}: ${text}`;
}

function shown<Value>(
  label: string,
  value: Value | null | undefined,
  text: (value: Value) => string,
): readonly string[] {
  return value === null || value === undefined ? [] : [row(label, text(value))];
}

function typesText(types: AuthenticationTypes): string {
  const words = [
    types.none && "NONE ",
    types.md2 && "MD2 ",
    types.md5 && "MD5 ",
    types.password && "PASSWORD ",
    types.oem && "OEM ",
  ];
  return words.filter(Boolean).join("");
}

function enablesLines(enables: AuthenticationTypesByLevel | null | undefined): readonly string[] {
  if (!enables) return [];
  return [
    row("Auth Type Enable", `Callback : ${typesText(enables.callback)}`),
    row("", `User     : ${typesText(enables.user)}`),
    row("", `Operator : ${typesText(enables.operator)}`),
    row("", `Admin    : ${typesText(enables.administrator)}`),
    row("", `OEM      : ${typesText(enables.oem)}`),
  ];
}

function headerText({ timeToLive, flags, precedence, typeOfService }: Ipv4Header): string {
  const hex = (value: number) => `0x${value.toString(16).padStart(2, "0")}`;
  return `TTL=${hex(timeToLive)} Flags=${hex(flags)} Precedence=${hex(precedence)} TOS=${hex(typeOfService)}`;
}

function arpText({ responses, gratuitous }: ArpControl): string {
  return `ARP Responses ${responses ? "En" : "Dis"}abled, Gratuitous ARP ${gratuitous ? "En" : "Dis"}abled`;
}

/** Whole seconds with a decimal place, as ipmitool has it. */
export function secondsText(milliseconds: number): string {
  return `${Math.floor(milliseconds / 1000).toFixed(1)} seconds`;
}

function suiteLines({ cipherSuiteCount: count, cipherSuites: suites }: LanSettings): readonly string[] {
  if (typeof count !== "number" || suites === undefined) return [];
  return [row("RMCP+ Cipher Suites", suites === null ? "None" : suites.slice(0, count).join(","))];
}

function privilegeLines(levels: readonly number[] | null | undefined): readonly string[] {
  if (levels === undefined) return [];
  if (levels === null) return [row("Cipher Suite Priv Max", "Not Available")];
  const letters = levels.slice(0, 15).map((level) => "XcuoaO"[level] ?? "X");
  return [row("Cipher Suite Priv Max", letters.join("")), ...legend.map((entry) => row("", `    ${entry}`))];
}

function thresholdLines(value: BadPasswordThreshold | null | undefined): readonly string[] {
  if (value === undefined) return [];
  if (value === null) return [row("Bad Password Threshold", "Not Available")];
  return [
    row("Bad Password Threshold", String(value.threshold)),
    row("Invalid password disable", value.generatesEvent ? "yes" : "no"),
    row("Attempt Count Reset Int.", String(value.resetSeconds)),
    row("User Lockout Interval", String(value.lockoutSeconds)),
  ];
}
