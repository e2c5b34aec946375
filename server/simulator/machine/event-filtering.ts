import type { Bmc } from "./bmc";
import { lanParameters } from "./commands/lan";
import { pefParameters } from "./commands/pef-configuration";
import type { SensorEvent } from "./events";
import { at } from "./handler";
import { platformEventTrap, severityOf } from "./pet";
import { RestartCause } from "./state/host-power";

/** Where a trap is to go. */
export interface TrapDestination {
  readonly address: string;
  readonly port: number;
}

export type SendTrap = (datagram: Buffer, destination: TrapDestination) => void;

const SNMP_TRAP_PORT = 162;
export const EVENT_FILTERS = 16;
export const ALERT_POLICIES = 16;

const Parameter = { Control: 1, Actions: 2, Filter: 6, Policy: 9 } as const;
const Action = {
  Alert: 0x01,
  PowerOff: 0x02,
  Reset: 0x04,
  PowerCycle: 0x08,
  DiagnosticInterrupt: 0x20,
} as const;
const ENABLED = 0x80;
const ANY = 0xff;
const ANY_OFFSET = 0xffff;
const COMMUNITY = 16;
const ADDRESSES = 19;
const TYPES = 18;
const PET_DESTINATION = 0;

/** Platform Event Filtering (IPMI 2.0 §17): events that match a filter become traps and power actions. */
export class EventFiltering {
  private sequence = 0;

  constructor(
    private readonly bmc: Bmc,
    private readonly send: SendTrap,
  ) {}

  /** Decides what an event sets off, and does it. */
  handle(event: SensorEvent, time: number): void {
    const { bmc } = this;
    if ((at(pefParameters.value(bmc, Parameter.Control), 0) & 0x01) === 0) return;
    const allowed = at(pefParameters.value(bmc, Parameter.Actions), 0);
    const matching = this.filters().filter((filter) => matches(filter, event));
    const actions = matching.reduce((bits, filter) => bits | at(filter, 2), 0) & allowed;
    for (const filter of matching) {
      if ((at(filter, 2) & actions & Action.Alert) !== 0) this.alert(at(filter, 3) & 0x0f, event, time);
    }
    this.act(actions, time);
  }

  /** Alert Immediate (§30.7): a trap to one destination, whatever the filters say. */
  alertTo(destination: number, event: SensorEvent, time: number): void {
    const { bmc } = this;
    const type = lanParameters.value(bmc, TYPES, destination);
    const addresses = lanParameters.value(bmc, ADDRESSES, destination);
    if ((at(type, 1) & 0x07) !== PET_DESTINATION) return;
    // Address format 0: IPv4 and MAC.
    const ip = addresses.subarray(3, 7);
    if (at(addresses, 1) >> 4 !== 0 || ip.every((byte) => byte === 0)) return;
    this.sequence = (this.sequence + 1) & 0xffff;
    const datagram = platformEventTrap(event, {
      community: Buffer.from(lanParameters.value(bmc, COMMUNITY)).toString("latin1").replace(/\0.*$/s, ""),
      agent: lanParameters.value(bmc, 3),
      guid: bmc.guid,
      manufacturerId: bmc.profile.identity.manufacturerId,
      productId: bmc.profile.identity.productId,
      sequence: this.sequence,
      at: time,
      uptimeMs: Math.max(0, time - bmc.startedAt),
    });
    this.bmc.log("trap", { destination: [...ip].join("."), severity: severityOf(event) });
    this.send(datagram, { address: [...ip].join("."), port: SNMP_TRAP_PORT });
  }

  private filters(): readonly Uint8Array[] {
    const all = Array.from({ length: EVENT_FILTERS }, (_, n) =>
      pefParameters.value(this.bmc, Parameter.Filter, n + 1),
    );
    return all.filter((filter) => (at(filter, 1) & ENABLED) !== 0);
  }

  /** Each policy of the filter's group names a destination (§17.11). */
  private alert(group: number, event: SensorEvent, time: number): void {
    for (let entry = 1; entry <= ALERT_POLICIES; entry++) {
      const [, policy = 0, place = 0] = pefParameters.value(this.bmc, Parameter.Policy, entry);
      if (policy >> 4 !== group || (policy & 0x08) === 0) continue;
      this.alertTo(place & 0x0f, event, time);
      // "Always send"; the other policies depend on how the destination before took it, which a trap never tells.
      if ((policy & 0x07) !== 0) return;
    }
  }

  private act(actions: number, time: number): void {
    const { power } = this.bmc;
    if ((actions & Action.PowerOff) !== 0) power.order("off", time, RestartCause.Unknown);
    else if ((actions & Action.PowerCycle) !== 0) power.order("cycle", time, RestartCause.PefCycle);
    else if ((actions & Action.Reset) !== 0) power.order("reset", time, RestartCause.PefReset);
    else if ((actions & Action.DiagnosticInterrupt) !== 0) power.order("diag", time, RestartCause.Unknown);
  }
}

/** Whether a filter table entry (IPMI 2.0 table 17-2, set selector in front) means this event. */
function matches(filter: Uint8Array, event: SensorEvent): boolean {
  const fits = (offset: number, value: number) => at(filter, offset) === ANY || at(filter, offset) === value;
  const offsets = at(filter, 10) | (at(filter, 11) << 8);
  const direction = event.asserted ? 0 : 0x80;
  return (
    fits(5, event.generator) &&
    fits(7, event.sensorType) &&
    fits(8, event.sensorNumber) &&
    (at(filter, 9) === ANY || at(filter, 9) === (direction | event.eventType)) &&
    (offsets === ANY_OFFSET || (offsets & (1 << (event.data[0] & 0x0f))) !== 0)
  );
}
