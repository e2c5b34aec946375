import type { Clock } from "../clock";
import type { CommandSender } from "../commands/command";
import { clearSel } from "../commands/storage/clear-sel";
import { getSelInfo, type SelInfo } from "../commands/storage/get-sel-info";
import { reserveSel } from "../commands/storage/reserve-sel";
import { CompletionCodeError, IpmiError } from "../errors";
import { CompletionCode } from "../message/completion-code";
import { delay } from "./delay";
import { isRefusal, type ReaderOptions } from "./failures";

/**
 * `cleared`: erased. `changed`: nothing was erased, the log is not the expected one any more. `erasing`: the BMC took
 * the command and has not finished in time.
 */
export type ClearSelResult = "cleared" | "changed" | "erasing";

const POLL_MS = 500;
const MOST_POLLS = 60;

/**
 * Clears the log so that no unread event is lost (IPMI 2.0 §31.4): reserve, see that the log is still `expected`, clear
 * under that reservation, which any event in between has cancelled. Clear is one datagram; when its answer is lost the
 * log itself is asked. Rejects with IpmiError, `outcome-unknown` when even the log does not tell.
 */
export async function clearSelSafely(
  sender: CommandSender,
  clock: Clock,
  expected: Pick<SelInfo, "entries" | "lastAdded">,
  options: ReaderOptions = {},
): Promise<ClearSelResult> {
  const reservationId = await reserve(sender, options);
  const before = await sender.send(getSelInfo, undefined, options);
  if (before.entries !== expected.entries || before.lastAdded !== expected.lastAdded) return "changed";
  try {
    const { erasure } = await sender.send(clearSel, { reservationId, operation: "initiate" }, options);
    if (erasure === "completed") return "cleared";
  } catch (error) {
    if (isRefusal(error, CompletionCode.ReservationCancelled)) return "changed";
    if (!(error instanceof IpmiError) || error.code !== "outcome-unknown") throw error;
    if (!(await wasErased(sender, before, options))) throw error;
    return "cleared";
  }
  return pollErasure(sender, clock, reservationId, options);
}

async function reserve(sender: CommandSender, options: ReaderOptions): Promise<number> {
  try {
    return (await sender.send(reserveSel, undefined, options)).reservationId;
  } catch (error) {
    if (isRefusal(error, CompletionCode.InvalidCommand)) return 0; // reservations are optional (§31.4)
    throw error;
  }
}

async function pollErasure(
  sender: CommandSender,
  clock: Clock,
  reservationId: number,
  options: ReaderOptions,
): Promise<ClearSelResult> {
  for (let poll = 0; poll < MOST_POLLS; poll++) {
    await delay(clock, POLL_MS, options.signal);
    try {
      const status = await sender.send(clearSel, { reservationId, operation: "get-status" }, options);
      if (status.erasure === "completed") return "cleared";
    } catch (error) {
      // The "log cleared" event of some boards cancels the reservation: the erase is over then.
      if (error instanceof CompletionCodeError) return "cleared";
      throw error;
    }
  }
  return "erasing";
}

async function wasErased(sender: CommandSender, before: SelInfo, options: ReaderOptions): Promise<boolean> {
  const now = await sender.send(getSelInfo, undefined, options);
  return now.lastErased !== before.lastErased || now.entries < before.entries;
}
