import { createHmac } from "node:crypto";
import { getChannelAuthenticationCapabilities } from "../../ipmi/commands/app/get-channel-authentication-capabilities";
import { getDeviceId } from "../../ipmi/commands/app/get-device-id";
import type { Command } from "../../ipmi/commands/command";
import { getSensorReading } from "../../ipmi/commands/sensor-event/get-sensor-reading";
import { decryptAesCbc } from "../../ipmi/crypto/aes-cbc";
import { decodeResponseMessage } from "../../ipmi/message/ipmi-message";
import { convert } from "../../ipmi/records/conversion";
import { decodeSdr, isSensorRecord, type SdrRecord } from "../../ipmi/records/sdr/decode-sdr";
import { decodeSensorDetails } from "../../ipmi/records/sdr/sensor-details";
import { decodeSelRecord } from "../../ipmi/records/sel/sel-record";
import { decodeRmcpPlusPacket, splitTrailer } from "../../ipmi/session/rmcp-plus-packet";
import { ByteReader } from "../../ipmi/wire/byte-reader";
import { unitWords } from "../../shell/sdr/unit-words";
import { asBytes, asList, asNumber, asObject, asText, type Json } from "../json";
import type { Checks, Tally } from "../tally";

/** Findings of others' bug reports and tests: any of these parts, each told apart by what it has in it. */
export function isCollection(content: unknown): boolean {
  const object = asObject(content);
  return object !== null && Object.values(object).some((part) => checkerOf(part) !== null);
}

export function checkCollection(file: string, content: unknown, tally: Tally): void {
  for (const [name, part] of Object.entries(asObject(content) ?? {})) {
    checkerOf(part)?.((inner) => tally.of(file, inner === "" ? name : `${name} ${inner}`));
  }
}

type PartChecker = (checksOf: (name: string) => Checks) => void;

function checkerOf(part: unknown): PartChecker | null {
  const object = asObject(part);
  const codes = asList(object?.vectors);
  if (codes !== null) return (checksOf) => each(codes, checksOf, checkKeyExchangeCode);
  if (object !== null && asBytes(object.full) !== null)
    return (checksOf) => checkPacket(object, checksOf(""));
  const messages = asList(object?.rx);
  if (messages !== null) return (checksOf) => checkMessages(messages, checksOf);
  const records = asList(part)?.filter((one) => recordBytes(asObject(one) ?? {}) !== null) ?? [];
  return records.length === 0 ? null : (checksOf) => each(records, checksOf, checkRecord);
}

function each(
  list: readonly unknown[],
  checksOf: (name: string) => Checks,
  check: (one: Json, checks: Checks) => void,
): void {
  for (const [index, one] of list.entries()) check(asObject(one) ?? {}, checksOf(`${index + 1}`));
}

/** The code of a RAKP message from its fields one after the other: HMAC with the password, padded to 20 bytes. */
function checkKeyExchangeCode({ salt, mac, password }: Json, checks: Checks): void {
  const message = asBytes(salt);
  const code = asBytes(mac);
  const key = Buffer.alloc(20);
  key.write(asText(password) ?? "", "latin1");
  if (message === null || code === null) checks.fail("salt and mac", "hex digits", [salt, mac]);
  else
    checks.equal(
      "mac",
      code,
      createHmac(code.length === 32 ? "sha256" : "sha1", key)
        .update(message)
        .digest(),
    );
}

/** A packet of suite 3 whose session integrity key is given, or is 01h twenty times. */
function checkPacket(given: Json, checks: Checks): void {
  const bytes = asBytes(given.full) ?? Buffer.alloc(0);
  const sik = asBytes(given.sik) ?? Buffer.alloc(20, 1);
  const additional = (constant: number) =>
    createHmac("sha1", sik).update(Buffer.alloc(20, constant)).digest();
  const packet = checks.decoded("packet", () => decodeRmcpPlusPacket(bytes));
  if (packet === null) return;
  const expect = asObject(given.expect) ?? {};
  if ("session_id" in expect) checks.equal("session_id", expect.session_id, packet.sessionId);
  if ("seq" in expect) checks.equal("seq", expect.seq, packet.sequence);
  const trailer = checks.decoded("trailer", () => splitTrailer(packet, 12));
  if (trailer !== null) {
    const code = createHmac("sha1", additional(1)).update(trailer.covered).digest().subarray(0, 12);
    checks.equal("integrity", trailer.authCode, code);
  }
  const payload = checks.decoded("payload", () =>
    decryptAesCbc(additional(2).subarray(0, 16), packet.payload),
  );
  const zeros = asNumber(expect.payload_zero_bytes);
  if (payload !== null && zeros !== null) checks.equal("payload", Buffer.alloc(zeros), payload);
}

const knownCommands: readonly Command<never, unknown>[] = [getChannelAuthenticationCapabilities, getDeviceId];

function checkMessages(messages: readonly unknown[], checksOf: (name: string) => Checks): void {
  for (const [index, hex] of messages.entries()) {
    const checks = checksOf(`message ${index + 1}`);
    const bytes = asBytes(hex) ?? Buffer.alloc(0);
    const message = checks.decoded("message", () => decodeResponseMessage(bytes, { verifyChecksums: true }));
    if (message === null) continue;
    checks.pass();
    const command = knownCommands.find(
      (one) => (one.netFn | 1) === message.netFn && one.command === message.command,
    );
    if (command === undefined || message.completionCode !== 0) continue;
    const reader = new ByteReader(message.data, command.name);
    if (checks.decoded(command.name, () => command.decode(reader, undefined as never) ?? {}) !== null)
      checks.pass();
  }
}

const SEL_RECORD_BYTES = 16;
const NEXT_RECORD_BYTES = 2;

/** An SDR or SEL record as it is, after the next record's id, or an SDR's key and body, which get a header. */
function recordBytes(given: Json): Buffer | null {
  const response = asBytes(given.get_sdr_response_from_next_id);
  if (response !== null) return response.subarray(NEXT_RECORD_BYTES);
  const body = asBytes(given.key_and_body);
  if (body !== null) return Buffer.concat([Buffer.of(1, 0, 0x51, 1, body.length), body]);
  return asBytes(given.record);
}

const surplusByte = {
  why: "copied with one zero too many among the factors: name and thresholds are a byte late",
};
/** Offsets in a full sensor record: M, sign bits to exponents (all zero), type/length code of the name. */
const FACTORS = 25;
const AFTER_FACTORS = 31;
const FULL_SENSOR_NAME = 47;

/** A full sensor record whose name is all there but a byte late, with zeros before. */
function withoutSurplusByte(record: Buffer): Buffer {
  const fits = (offset: number) => record.length === offset + 1 + ((record[offset] ?? 0) & 0x1f);
  const zeros = record.subarray(FACTORS, AFTER_FACTORS).every((byte) => byte === 0);
  if (record[3] !== 0x01 || fits(FULL_SENSOR_NAME) || !fits(FULL_SENSOR_NAME + 1) || !zeros) return record;
  const shorter = Buffer.concat([record.subarray(0, FACTORS), record.subarray(FACTORS + 1)]);
  shorter.writeUInt8(shorter.length - 5, 4);
  return shorter;
}

function checkRecord(given: Json, checks: Checks): void {
  const written = recordBytes(given) ?? Buffer.alloc(0);
  const bytes = withoutSurplusByte(written);
  if (bytes !== written) checks.explain("key_and_body", surplusByte, bytes, written);
  const expect = asObject(given.expect) ?? {};
  if (bytes.length === SEL_RECORD_BYTES) checkSelRecord(bytes, expect, checks);
  else checkSdr(bytes, given, expect, checks);
}

function checkSelRecord(bytes: Buffer, expect: Json, checks: Checks): void {
  const record = checks.decoded("record", () => decodeSelRecord(bytes));
  if (record === null) return;
  checks.pass();
  if (record.kind !== "oem-timestamped") return;
  if ("manufacturer_id" in expect)
    checks.equal("manufacturer_id", expect.manufacturer_id, record.manufacturerId);
  const data = asBytes(expect.data);
  if (data !== null) checks.equal("data", data, record.data);
}

function checkSdr(bytes: Buffer, given: Json, expect: Json, checks: Checks): void {
  const record = checks.decoded("record", () => decodeSdr(bytes));
  if (record === null) return;
  checks.pass();
  if ("type" in expect) checks.equal("type", expect.type, bytes[3]);
  const facts: Readonly<Record<string, unknown>> = {
    ...namedFacts(record),
    ...sensorFacts(record, bytes, asBytes(given.reading)),
  };
  for (const [field, value] of Object.entries(facts)) {
    if (field in expect) checks.equal(field, expect[field], value);
  }
}

function namedFacts(record: SdrRecord): Json {
  return {
    ...("name" in record && { name: record.name }),
    ...("manufacturerId" in record && { manufacturer_id: record.manufacturerId }),
    ...("productId" in record && { product_id: record.productId }),
  };
}

const formats = {
  unsigned: "unsigned",
  "ones-complement": "1s complement",
  "twos-complement": "2s complement",
};

function sensorFacts(record: SdrRecord, bytes: Buffer, reading: Buffer | null): Json {
  if (!isSensorRecord(record)) return {};
  const facts = { sensor: record.number, unit: unitWords(record.units) };
  const { conversion } = record;
  const { analog } = record.kind === "event-only-sensor" ? { analog: null } : decodeSensorDetails(bytes);
  if (conversion === null || analog === null) return facts;
  const value = (raw: number) => convert(raw, conversion);
  const raw =
    reading === null ? null : getSensorReading.decode(new ByteReader(reading, "reading"), { sensor: 0 }).raw;
  return {
    ...facts,
    format: conversion.format === null ? null : formats[conversion.format],
    nominal: value(analog.nominal),
    normal_max: value(analog.normalMaximum),
    normal_min: value(analog.normalMinimum),
    max: value(analog.maximum),
    min: value(analog.minimum),
    ...(raw !== null && { value: value(raw) }),
  };
}
