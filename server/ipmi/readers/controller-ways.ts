import type { BridgeRoute } from "../commands/command";
import { BridgeError } from "../errors";
import { BMC_ADDRESS } from "../message/ipmi-message";
import type { ControllerLocatorRecord } from "../records/sdr/locator-records";
import { type SensorRecord, sensorKey } from "../records/sdr/sensor-record";
import { isLocal, isNoAnswer } from "./failures";

/** How to reach the owner of a sensor; null: it is the BMC's own. */
export type Way = BridgeRoute | null;

type Known =
  | { readonly kind: "way"; readonly way: Way; readonly silent: number }
  | { readonly kind: "unreachable"; readonly error: Error; readonly untilRound: number };

/** Rounds in which a controller that could not be reached is left alone. */
const ROUNDS_OF_REST = 10;
/** Unanswered requests in a row after which a controller that used to answer counts as gone. */
const MOST_SILENT = 2;

/** Nobody answers for a sensor of another controller now. `message` is the reason. */
export class ControllerUnreachable extends Error {}

/**
 * Which way leads to the sensors of other controllers. Records of some boards name an owner that is not there although
 * the sensor is the BMC's own (FreeIPMI's `assumebmcowner`): where no locator record knows of the controller, the BMC itself is
 * asked first; where one does, only when bridging fails; never when the BMC has another sensor of that number.
 */
export class ControllerWays {
  private readonly known = new Map<string, Known>();
  private readonly located: ReadonlySet<string>;
  private round = 0;

  constructor(
    private readonly sensors: readonly SensorRecord[],
    controllers: readonly ControllerLocatorRecord[],
  ) {
    this.located = new Set(controllers.map(({ slaveAddress, channel }) => key(slaveAddress, channel)));
  }

  /** Call at the start of each round: controllers that were left alone long enough are tried again. */
  startRound(): void {
    this.round++;
    for (const [owner, known] of this.known) {
      if (known.kind === "unreachable" && known.untilRound <= this.round) this.known.delete(owner);
    }
  }

  /**
   * Asks on the way that works. Rejects with ControllerUnreachable when none does, otherwise with what `ask` rejects
   * with.
   */
  async ask<Result>(sensor: SensorRecord, ask: (way: Way) => Promise<Result>): Promise<Result> {
    const owner = key(sensor.owner.id, sensor.owner.channel);
    const known = this.known.get(owner);
    if (known?.kind === "unreachable") throw new ControllerUnreachable(known.error.message);
    if (known !== undefined) return this.askAgain(owner, known, ask);
    return this.askFirst(owner, sensor, ask);
  }

  private async askAgain<Result>(
    owner: string,
    known: Extract<Known, { kind: "way" }>,
    ask: (way: Way) => Promise<Result>,
  ): Promise<Result> {
    const { way } = known;
    try {
      const result = await ask(way);
      this.known.set(owner, { kind: "way", way, silent: 0 });
      return result;
    } catch (error) {
      if (way === null || !isLostOnTheWay(error)) throw error;
      const silent = known.silent + 1;
      if (error instanceof BridgeError || silent >= MOST_SILENT) this.rest(owner, error);
      else this.known.set(owner, { kind: "way", way, silent });
      throw new ControllerUnreachable(error.message);
    }
  }

  private async askFirst<Result>(
    owner: string,
    sensor: SensorRecord,
    ask: (way: Way) => Promise<Result>,
  ): Promise<Result> {
    const { id, channel } = sensor.owner;
    const route: BridgeRoute = { address: id, channel };
    const mayBeOwn = !this.isOwnNumber(sensor);
    if (mayBeOwn && !this.located.has(owner)) {
      const own = await this.askBmc(owner, ask);
      if (own !== null) return own.result;
    }
    try {
      const result = await ask(route);
      this.known.set(owner, { kind: "way", way: route, silent: 0 });
      return result;
    } catch (error) {
      if (!isLostOnTheWay(error)) {
        if (isLocal(error)) this.known.set(owner, { kind: "way", way: route, silent: 0 });
        throw error;
      }
      const own = mayBeOwn && this.located.has(owner) ? await this.askBmc(owner, ask) : null;
      if (own !== null) return own.result;
      this.rest(owner, error);
      throw new ControllerUnreachable(error.message);
    }
  }

  /** The BMC has a sensor of its own of this number. Asked rarely, so that there is no index for it. */
  private isOwnNumber(sensor: SensorRecord): boolean {
    const number = localKey(sensor);
    return this.sensors.some((other) => other.owner.id === BMC_ADDRESS && localKey(other) === number);
  }

  /** Null when the BMC does not know the sensor. */
  private async askBmc<Result>(
    owner: string,
    ask: (way: Way) => Promise<Result>,
  ): Promise<{ result: Result } | null> {
    try {
      const result = await ask(null);
      this.known.set(owner, { kind: "way", way: null, silent: 0 });
      return { result };
    } catch (error) {
      if (isLocal(error)) return null;
      throw error;
    }
  }

  private rest(owner: string, error: Error): void {
    this.known.set(owner, { kind: "unreachable", error, untilRound: this.round + ROUNDS_OF_REST });
  }
}

/** The request or its answer got lost between the BMC and the controller. */
function isLostOnTheWay(error: unknown): error is Error {
  return error instanceof BridgeError || isNoAnswer(error);
}

function key(address: number, channel: number): string {
  return `${address}/${channel}`;
}

/** What the BMC itself would take the sensor for. */
function localKey({ owner, number }: SensorRecord): string {
  return sensorKey({ id: BMC_ADDRESS, channel: 0, lun: owner.lun }, number);
}
