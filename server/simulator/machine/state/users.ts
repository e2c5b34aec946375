import type { MachineUser } from "../../machine";
import type { Settings } from "../settings";

const NAME_BYTES = 16;
const SOL_PAYLOAD = 0x02;
export const NO_ACCESS = 0x0f;
const EMPTY = Buffer.alloc(NAME_BYTES);
const NO_PASSWORD = Buffer.alloc(20);

/** A password as it is kept: zero-padded to 16 or 20 bytes. */
export function passwordSetting(password: string): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write(password, "latin1");
  return bytes;
}

/** Users of a BMC (IPMI 2.0 §22.26 ff.), read from its settings. */
export class Users {
  private list: readonly MachineUser[] | null = null;

  constructor(
    private readonly settings: Settings,
    readonly slots: number,
    private readonly lanChannel: number,
  ) {}

  has(id: number): boolean {
    return id >= 1 && id <= this.slots;
  }

  /** All that can be told apart from an unused slot. */
  all(): readonly MachineUser[] {
    this.list ??= Array.from({ length: this.slots }, (_, index) => this.user(index + 1)).filter(
      ({ name, enabled }) => name !== "" || enabled,
    );
    return this.list;
  }

  nameBytes(id: number): Uint8Array {
    return this.settings.get(`user/${id}/name`) ?? EMPTY;
  }

  name(id: number): string {
    return Buffer.from(this.nameBytes(id)).toString("latin1").replace(/\0.*$/s, "");
  }

  password(id: number): Buffer {
    return Buffer.from(this.settings.get(`user/${id}/password`) ?? NO_PASSWORD);
  }

  isEnabled(id: number): boolean {
    return this.settings.byte(`user/${id}/enabled`, 0) === 1;
  }

  /** Bits 6–4: callback only, link authentication, messaging; bits 3–0: privilege limit. */
  access(id: number, channel: number): number {
    return this.settings.byte(`user/${id}/access/${channel}`, NO_ACCESS);
  }

  /** Payload enables: standard low and high, OEM low and high. */
  payloads(id: number, channel: number): Uint8Array {
    return this.settings.get(`user/${id}/payload/${channel}`) ?? new Uint8Array(4);
  }

  set(id: number, what: string, value: Uint8Array | readonly number[]): void {
    this.settings.set(`user/${id}/${what}`, value);
    this.list = null;
  }

  private user(id: number): MachineUser {
    const access = this.access(id, this.lanChannel);
    return {
      id,
      name: this.name(id),
      password: this.password(id),
      enabled: this.isEnabled(id),
      // Without IPMI messaging there is nothing a user may do over LAN.
      privilegeLimit: (access & 0x10) === 0 ? NO_ACCESS : access & 0x0f,
      serialOverLan: ((this.payloads(id, this.lanChannel)[0] ?? 0) & SOL_PAYLOAD) !== 0,
    };
  }
}
