import {
  type AddressSource,
  type AuthenticationTypes,
  type AuthenticationTypesByLevel,
  lanParameters as lan,
  type WritableLanParameter,
} from "@/server/ipmi";
import { parseByte, parseNumber } from "../numbers";
import { UsageError } from "../verb";
import { enablingDefaultUser, settingAccess, settingAlerts, settingPassword } from "./access-changes";
import { parseIpv4, parseMac } from "./address-words";
import { announced, type LanChange, modifying, present, writing } from "./change";
import { changeHelp, setHelp } from "./help";
import { secondsText } from "./print";
import { writeLanParameter } from "./write-parameter";

type Words = readonly string[];

/** What `lan set <channel>` understands: the first word, and how the words after it are read. */
export const changes: Readonly<Record<string, (words: Words) => LanChange>> = {
  ipaddr: (words) => announced(lan.address, parseIpv4(only(words))),
  netmask: (words) => announced(lan.subnetMask, parseIpv4(only(words))),
  macaddr: (words) => announced(lan.macAddress, parseMac(only(words))),
  defgw: (words) => gateway(words, lan.defaultGateway, lan.defaultGatewayMac, changeHelp.defgw),
  bakgw: (words) => gateway(words, lan.backupGateway, lan.backupGatewayMac, changeHelp.bakgw),
  snmp: (words) => announced(lan.community, first(words, changeHelp.snmp).slice(0, COMMUNITY_BYTES)),
  ipsrc: (words) => writing(lan.addressSource, oneOf(words, addressSources, changeHelp.ipsrc)),
  vlan,
  arp,
  auth,
  cipher_privs: cipherPrivileges,
  bad_pass_thresh: badPasswordThreshold,
  user: () => enablingDefaultUser,
  access: (words) => settingAccess(oneOf(words, onOff, changeHelp.access)),
  alert: (words) => settingAlerts(oneOf(words, alertStates, "LAN set alert must be 'on' or 'off'")),
  password: ([word = null]) => settingPassword(word),
};

const COMMUNITY_BYTES = 18;
const MAX_VLAN = 4094;
const onOff = { on: true, off: false };
const alertStates = { on: true, enable: true, off: false, disable: false };
const addressSources: Readonly<Record<string, AddressSource>> = {
  none: "unspecified",
  static: "static",
  dhcp: "dhcp",
  bios: "bios",
};

function first([word]: Words, help: string): string {
  if (word === "help") throw new UsageError(help, 0);
  if (word === undefined) throw new UsageError(help);
  return word;
}

function only(words: Words): string {
  if (words.length !== 1) throw new UsageError(setHelp);
  return first(words, setHelp);
}

function oneOf<Value>(words: Words, table: Readonly<Record<string, Value>>, help: string): Value {
  const word = first(words, help);
  const value = Object.hasOwn(table, word) ? table[word] : undefined;
  if (value === undefined) throw new UsageError(help);
  return value;
}

function gateway(
  words: Words,
  address: WritableLanParameter<string>,
  mac: WritableLanParameter<string>,
  help: string,
): LanChange {
  const [kind, value] = words;
  if (kind === undefined || value === undefined) throw new UsageError(help);
  if (kind === "help") throw new UsageError(help, 0);
  if (kind === "ipaddr") return announced(address, parseIpv4(value));
  if (kind === "macaddr") return announced(mac, parseMac(value));
  throw new UsageError(setHelp);
}

function vlan([kind, value]: Words): LanChange {
  if (kind === undefined || value === undefined) throw new UsageError(changeHelp.vlan);
  if (kind === "help") throw new UsageError(changeHelp.vlan, 0);
  if (kind === "priority") return vlanPriority(value);
  if (kind !== "id") throw new UsageError(changeHelp.vlan);
  if (value === "off") return disablingVlan;
  const id = parseNumber(value, -(2 ** 31), 2 ** 31 - 1);
  if (id === null) throw new UsageError(`Given VLAN ID '${value}' is invalid.`);
  if (id < 1 || id > MAX_VLAN) throw new UsageError(`VLAN ID must be between 1 and ${MAX_VLAN}.`);
  return writing(lan.vlan, { enabled: true, id });
}

function vlanPriority(word: string): LanChange {
  const priority = parseNumber(word, -(2 ** 31), 2 ** 31 - 1);
  if (priority === null) throw new UsageError(`Given VLAN priority '${word}' is invalid.`);
  if (priority < 0 || priority > 7) throw new UsageError("VLAN priority must be between 0 and 7.");
  return writing(lan.vlanPriority, priority);
}

const disablingVlan: LanChange = async (target) => {
  const { channel, context } = target;
  const { id } = await present(target, lan.vlan);
  if (id === 0) return `VLAN is already disabled for channel ${channel}\n`;
  const value = { enabled: false, id };
  await writeLanParameter(context, { channel, parameter: lan.vlan, value, output: "" });
  return "";
};

function arp(words: Words): LanChange {
  const kind = first(words, changeHelp.arp);
  if (kind === "interval") return arpInterval(words[1] ?? "");
  const on = oneOf(words.slice(1), onOff, changeHelp.arp);
  const prefix = on ? "En" : "Dis";
  if (kind === "generate") {
    const says = `${prefix}abling BMC-generated Gratuitous ARPs\n`;
    return modifying(lan.arpControl, (control) => ({ ...control, gratuitous: on }), says);
  }
  if (kind !== "respond") throw new UsageError(changeHelp.arp);
  const says = `${prefix}abling BMC-generated ARP responses\n`;
  return modifying(lan.arpControl, (control) => ({ ...control, responses: on }), says);
}

/** 0 seconds: only asks. */
function arpInterval(word: string): LanChange {
  const seconds = parseByte(word);
  if (seconds === null) throw new UsageError(`Given ARP interval '${word}' is invalid.`);
  if (seconds > 127) throw new UsageError(`Given ARP interval '${seconds}' is too big.`);
  const label = "BMC-generated Gratuitous ARP interval:  ";
  return async (target) => {
    const { context, channel } = target;
    const parameter = lan.gratuitousArpInterval;
    const now = await present(target, parameter);
    if (seconds === 0) return `${label}${secondsText(now)}\n`;
    const output = `${label}${secondsText(seconds * 1000)}\n`;
    await writeLanParameter(context, { channel, parameter, value: seconds * 1000, output });
    return output;
  };
}

const authenticationLevels: Readonly<Record<string, keyof AuthenticationTypesByLevel>> = {
  callback: "callback",
  user: "user",
  operator: "operator",
  admin: "administrator",
};

const authenticationWords: Readonly<Record<string, keyof AuthenticationTypes>> = {
  none: "none",
  md2: "md2",
  md5: "md5",
  password: "password",
  key: "password",
  oem: "oem",
};

function auth(words: Words): LanChange {
  const levels = first(words, changeHelp.auth);
  const [, types] = words;
  if (types === undefined) throw new UsageError(changeHelp.auth);
  const allowed = namesIn(types, authenticationWords, "type");
  const value: AuthenticationTypes = {
    none: allowed.includes("none"),
    md2: allowed.includes("md2"),
    md5: allowed.includes("md5"),
    password: allowed.includes("password"),
    oem: allowed.includes("oem"),
  };
  const changed = Object.fromEntries(
    namesIn(levels, authenticationLevels, "level").map((level) => [level, value]),
  );
  return modifying(lan.authenticationEnables, (enables) => ({ ...enables, ...changed }));
}

function namesIn<Name>(list: string, table: Readonly<Record<string, Name>>, what: string): readonly Name[] {
  return list.split(",").map((word) => {
    const name = Object.hasOwn(table, word.toLowerCase()) ? table[word.toLowerCase()] : undefined;
    if (name === undefined) throw new UsageError(`Invalid authentication ${what}: ${word}`);
    return name;
  });
}

const PRIVILEGE_LETTERS = "XcuoaO";
const SUITES = 15;

function cipherPrivileges(words: Words): LanChange {
  const letters = words.length === 1 ? first(words, changeHelp.cipher_privs) : null;
  if (letters === null) throw new UsageError(changeHelp.cipher_privs);
  const refuse = (problem: string) => new UsageError(`${problem}\n${changeHelp.cipher_privs}`, 0);
  if (letters.length !== SUITES) throw refuse(`Invalid privilege specification length: ${letters.length}`);
  const levels = [...letters].map((letter) => {
    const level = PRIVILEGE_LETTERS.indexOf(letter);
    if (level < 0) throw refuse(`Invalid privilege specification char: ${letter}`);
    return level;
  });
  return writing(lan.cipherSuitePrivileges, levels);
}

function badPasswordThreshold(words: Words): LanChange {
  const help = changeHelp.bad_pass_thresh;
  if (words.length === 1) first(words, help);
  const limits = [255, 1, 0xffff, 0xffff];
  const numbers = limits.map((most, index) => parseNumber(words[index] ?? "", 0, most));
  const [threshold, event, reset, lockout] = numbers;
  if (threshold == null || event == null || reset == null || lockout == null) throw new UsageError(help);
  return writing(lan.badPasswordThreshold, {
    threshold,
    generatesEvent: event === 1,
    resetSeconds: reset * 10,
    lockoutSeconds: lockout * 10,
  });
}
