import type { Action } from "@/lib/contracts/action";

export type Mark = "done" | "running" | "ahead" | "refused" | "unknown";

type Stage = Pick<Action, "status" | "finished">;

/** It is over and the BMC said yes, or nothing, yet its state never showed it. */
export function isUnconfirmed({ status, finished }: Stage): boolean {
  return finished && (status === "requested" || status === "accepted");
}

/** How the three stations of an action stand: requested, accepted, outcome. */
export function stations({ status, finished }: Stage): [Mark, Mark, Mark] {
  switch (status) {
    case "requested":
      return finished ? ["done", "ahead", "unknown"] : ["done", "running", "ahead"];
    case "accepted":
      return ["done", "done", finished ? "unknown" : "running"];
    case "confirmed":
      return ["done", "done", "done"];
    case "refused":
      return ["done", "ahead", "refused"];
    case "unknown":
      return ["done", "ahead", finished ? "unknown" : "running"];
  }
}
