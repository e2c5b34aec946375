import type { IdentifyRequest } from "@/lib/contracts/action";
import { chassisIdentify, type IdentifyInterval } from "@/server/ipmi";
import type { IdentifyControl } from "../capabilities";
import type { Calls } from "./calls";

export function ipmiIdentify(calls: Pick<Calls, "run">): IdentifyControl {
  return {
    set: (request, deadline) =>
      calls.run(deadline, (bmc, options) =>
        bmc.send(chassisIdentify, { interval: intervalOf(request) }, options),
      ),
  };
}

function intervalOf({ mode, seconds }: IdentifyRequest): IdentifyInterval {
  if (mode === "on") return "forever";
  return { seconds: mode === "off" ? 0 : seconds };
}
