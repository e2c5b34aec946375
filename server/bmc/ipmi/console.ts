import { type Clock, openSolConsole, type SolConsole, type SolStreamEvents } from "@/server/ipmi";
import type { SerialConsole, SerialStream, SerialStreamEvents } from "../capabilities";
import type { Calls } from "./calls";
import { translate, translated } from "./map-failure";

export interface IpmiConsole extends SerialConsole {
  /** The host was switched on, cycled or reset: some BMCs lose its serial port then (quirk C9). */
  hostRestarted(): void;
}

/** Serial over LAN on the one session of the BMC. */
export function ipmiConsole(calls: Pick<Calls, "session" | "workarounds">, clock: Clock): IpmiConsole {
  let opened: SolConsole | null = null;
  return {
    // A console that has ended takes no notice.
    hostRestarted: () => opened?.hostRestarted(),
    async open(events, { takeOver, signal }) {
      const limits = signal && { signal };
      const { workarounds } = calls;
      const { client } = await calls.session(limits);
      const stream = await translated("command", () =>
        openSolConsole(client, toSolEvents(events), { clock, takeOver, workarounds, ...limits }),
      );
      opened = stream;
      return toSerialStream(stream);
    },
  };
}

function toSolEvents(events: SerialStreamEvents): SolStreamEvents {
  return {
    data: (bytes) => events.data(bytes),
    mark: (reason) => events.mark(reason),
    inputHeld: (held) => events.inputHeld(held),
    inputUncertain: (bytes) => events.inputUncertain(bytes),
    end: (reason, error) => events.end(reason, error && translate(error, "command")),
  };
}

function toSerialStream(stream: SerialStream): SerialStream {
  return {
    write: (bytes) => translated("command", () => stream.write(bytes)),
    sendBreak: () => translated("command", () => stream.sendBreak()),
    close: () => stream.close(),
  };
}
