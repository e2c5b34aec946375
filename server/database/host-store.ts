import { z } from "zod";
import { BoardSigns } from "@/lib/contracts/board-signs";
import { DeviceId } from "@/lib/contracts/inventory";
import { defaultIpmiSettings, IpmiLogin, IpmiSettings } from "@/lib/contracts/ipmi-login";
import { type Host, Prisma } from "@/prisma/generated/client";
import type { Connection } from "./connection";
import { existing, unique } from "./errors";

/** What a person says of a host. */
export interface HostSettings {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly username: string;
  readonly protected: boolean;
  readonly note: string;
  readonly tags: readonly string[];
  readonly ipmi: IpmiSettings;
}

/** What the first login learnt; null before it. */
export interface Enrolment {
  readonly enrolledAt: Date | null;
  readonly guid: string | null;
  /** What stands for the GUID; null where none was needed. */
  readonly signs: BoardSigns | null;
  /** Best suite used so far; going lower is refused. */
  readonly cipherSuite: number | null;
  readonly device: z.infer<typeof DeviceId> | null;
  /** How the last session spoke, and the same in one sentence. */
  readonly login: (IpmiLogin & { readonly sentence: string }) | null;
}

const StoredLogin = IpmiLogin.extend({ sentence: z.string() });

export interface HostRow extends HostSettings, Enrolment {
  readonly id: string;
  readonly driver: "ipmi";
  /** Part of the demo. */
  readonly simulated: boolean;
  readonly createdAt: Date;
}

export type NewHost = HostSettings & Pick<HostRow, "id" | "driver" | "simulated">;

function toRow(host: Host): HostRow {
  // A copy from an older version that no longer fits is forgotten: the next round reads it again.
  const device = DeviceId.safeParse(host.device);
  const signs = BoardSigns.safeParse(host.signs);
  const ipmi = IpmiSettings.safeParse(host.ipmi);
  const login = StoredLogin.safeParse(host.login);
  return {
    id: host.id,
    name: host.name,
    address: host.address,
    port: host.port,
    driver: "ipmi",
    simulated: host.simulated,
    username: host.username,
    protected: host.protected,
    note: host.note,
    tags: host.tags,
    createdAt: host.createdAt,
    enrolledAt: host.enrolledAt,
    guid: host.guid,
    signs: signs.success ? signs.data : null,
    cipherSuite: host.cipherSuite,
    device: device.success ? device.data : null,
    ipmi: ipmi.success ? ipmi.data : defaultIpmiSettings,
    login: login.success ? login.data : null,
  };
}

function settings(from: Partial<HostSettings>): Prisma.HostUpdateInput {
  return {
    name: from.name,
    address: from.address,
    port: from.port,
    username: from.username,
    protected: from.protected,
    note: from.note,
    tags: from.tags ? [...from.tags] : undefined,
    ipmi: from.ipmi,
  };
}

export interface HostStore {
  list(): Promise<HostRow[]>;
  find(id: string): Promise<HostRow | null>;
  findByName(name: string): Promise<HostRow | null>;
  findByAddress(address: string, port: number): Promise<HostRow | null>;
  /** Rejects with DuplicateError when name or address and port are taken. */
  insert(host: NewHost): Promise<HostRow>;
  /** Null when there is no such host; DuplicateError as for insert. */
  update(id: string, changes: Partial<HostSettings>): Promise<HostRow | null>;
  saveEnrolment(id: string, enrolment: Enrolment): Promise<HostRow | null>;
  /** Forgets the identity: the BMC that answers next is enrolled. */
  clearEnrolment(id: string): Promise<HostRow | null>;
  /** False when there was no such host. */
  remove(id: string): Promise<boolean>;
}

const nothingEnrolled = { enrolledAt: null, guid: null, cipherSuite: null };

export function hostStore(db: Connection): HostStore {
  const rowOrNull = (host: Host | null) => (host ? toRow(host) : null);
  return {
    async list() {
      return (await db.host.findMany({ orderBy: { name: "asc" } })).map(toRow);
    },
    async find(id) {
      return rowOrNull(await db.host.findUnique({ where: { id } }));
    },
    async findByName(name) {
      return rowOrNull(await db.host.findUnique({ where: { name } }));
    },
    async findByAddress(address, port) {
      return rowOrNull(await db.host.findUnique({ where: { address_port: { address, port } } }));
    },
    async insert(host) {
      return toRow(await unique(db.host.create({ data: { ...host, tags: [...host.tags] } })));
    },
    async update(id, changes) {
      return rowOrNull(await existing(unique(db.host.update({ where: { id }, data: settings(changes) }))));
    },
    async saveEnrolment(id, { enrolledAt, guid, signs, cipherSuite, device, login }) {
      const data = {
        enrolledAt,
        guid,
        signs: signs ?? Prisma.DbNull,
        cipherSuite,
        device: device ?? Prisma.DbNull,
        login: login ?? Prisma.DbNull,
      };
      return rowOrNull(await existing(db.host.update({ where: { id }, data })));
    },
    async clearEnrolment(id) {
      const { DbNull } = Prisma;
      const data = { ...nothingEnrolled, signs: DbNull, device: DbNull, login: DbNull };
      return rowOrNull(await existing(db.host.update({ where: { id }, data })));
    },
    async remove(id) {
      return (await db.host.deleteMany({ where: { id } })).count === 1;
    },
  };
}
