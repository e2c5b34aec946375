import type { BoardSigns } from "@/lib/contracts/board-signs";
import {
  type Clock,
  type CommandSender,
  IpmiError,
  readBoardSigns,
  type SessionInfo,
  usableGuid,
} from "@/server/ipmi";
import type { BmcTarget } from "../capabilities";
import { compareSigns, isAnonymous } from "./compare-signs";

/**
 * What every session with a BMC is held to: its GUID, or the signs of its board where it has no GUID of its own. The first session
 * teaches it. Later ones fill in signs that could not be read before, and a GUID that was not there, once it is sure that the
 * board is the enrolled one. Signs are read once a session, and never where the GUID tells.
 */
export class IdentityPin {
  #guid: string | null;
  #signs: BoardSigns | null;

  constructor(
    enrolled: Pick<BmcTarget, "guid" | "signs">,
    private readonly clock: Clock,
  ) {
    this.#guid = enrolled.guid === null ? null : usableGuid(Buffer.from(enrolled.guid, "hex"));
    this.#signs = enrolled.signs;
  }

  /** Null: it has none, or it is not sure that the one it gives belongs to the enrolled board. */
  get guid(): string | null {
    return this.#guid;
  }

  /** Null where the GUID tells. */
  get signs(): BoardSigns | null {
    return this.#signs;
  }

  /** As `admit` of IpmiClientOptions: rejects with `identity-changed` when it is another board than the enrolled one. */
  readonly admit = async (
    sender: CommandSender,
    { guid }: SessionInfo,
    signal: AbortSignal,
  ): Promise<void> => {
    if (guid !== null && this.#guid !== null) {
      if (guid !== this.#guid) throw changed("GUID", guid, this.#guid);
      return;
    }
    if (guid === null || this.#signs !== null) {
      const found = await readBoardSigns(sender, this.clock, signal);
      if (!isSure(this.#signs, found)) return;
      this.#signs = joined(this.#signs, found);
    }
    this.#guid ??= guid;
  };
}

/** Whether what was found may be added to what is enrolled: it is the same board, or none can be told from it yet. */
function isSure(enrolled: BoardSigns | null, found: BoardSigns): boolean {
  if (enrolled === null) return true;
  const comparison = compareSigns(enrolled, found);
  if (comparison.verdict === "changed") {
    throw changed(comparison.sign, comparison.found, comparison.enrolled);
  }
  return comparison.verdict === "same" || isAnonymous(enrolled);
}

/** The board's own signs stay as enrolled; make and model are the latest. */
function joined(enrolled: BoardSigns | null, found: BoardSigns): BoardSigns {
  return {
    manufacturerId: found.manufacturerId ?? enrolled?.manufacturerId ?? null,
    productId: found.productId ?? enrolled?.productId ?? null,
    boardSerial: enrolled?.boardSerial ?? found.boardSerial,
    productSerial: enrolled?.productSerial ?? found.productSerial,
    mac: enrolled?.mac ?? found.mac,
  };
}

function changed(sign: string, found: string | number, enrolled: string | number): IpmiError {
  return new IpmiError(
    "identity-changed",
    `this is not the BMC that was enrolled, its ${sign} is ${found} and not ${enrolled}`,
  );
}
