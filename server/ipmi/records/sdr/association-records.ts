import type { ByteReader } from "../../wire/byte-reader";

export interface EntityReference {
  /** Device-relative associations only; null: not relative to a device. */
  readonly device: { readonly address: number; readonly channel: number } | null;
  readonly id: number;
  readonly instance: number;
}

/** Which entities make up another (IPMI 2.0 §43.4, §43.5). */
export interface EntityAssociationRecord {
  readonly kind: "entity-association";
  readonly recordId: number;
  readonly container: EntityReference;
  /** As a list, or as ranges of two. */
  readonly contained: readonly EntityReference[] | readonly EntityRange[];
  readonly linked: boolean;
  readonly alwaysAccessible: boolean;
}

export interface EntityRange {
  readonly first: EntityReference;
  readonly last: EntityReference;
}

const CONTAINED = 4;

/** Entity Association Record, 08h. */
export function decodeEntityAssociation(recordId: number, reader: ByteReader): EntityAssociationRecord {
  return decode(recordId, reader, readPlain, readPlain);
}

/** Device-relative Entity Association Record, 09h. */
export function decodeDeviceRelativeAssociation(
  recordId: number,
  reader: ByteReader,
): EntityAssociationRecord {
  return decode(recordId, reader, readRelativeContainer, readRelative);
}

function decode(
  recordId: number,
  reader: ByteReader,
  readContainer: (reader: ByteReader) => EntityReference,
  readContained: (reader: ByteReader) => EntityReference,
): EntityAssociationRecord {
  const container = readContainer(reader);
  const flags = reader.u8();
  const entities = Array.from({ length: CONTAINED }, () => readContained(reader));
  const contained = (flags & 0x80) !== 0 ? ranges(entities) : entities.filter(({ id }) => id !== 0);
  return {
    kind: "entity-association",
    recordId,
    container,
    contained,
    linked: (flags & 0x40) !== 0,
    alwaysAccessible: (flags & 0x20) !== 0,
  };
}

function ranges(entities: readonly EntityReference[]): readonly EntityRange[] {
  const [a, b, c, d] = entities;
  const pairs = [
    [a, b],
    [c, d],
  ] as const;
  return pairs.flatMap(([first, last]) =>
    first !== undefined && last !== undefined && first.id !== 0 ? [{ first, last }] : [],
  );
}

function readPlain(reader: ByteReader): EntityReference {
  return { device: null, id: reader.u8(), instance: reader.u8() };
}

function readRelativeContainer(reader: ByteReader): EntityReference {
  const entity = { id: reader.u8(), instance: reader.u8() };
  return { ...entity, device: { address: reader.u8(), channel: reader.u8() >> 4 } };
}

function readRelative(reader: ByteReader): EntityReference {
  const device = { address: reader.u8(), channel: reader.u8() >> 4 };
  return { device, id: reader.u8(), instance: reader.u8() };
}
