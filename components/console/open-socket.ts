import { api } from "@/lib/api-client";

/** `looks`: wants no keyboard that nobody has. Gets a single-use ticket and opens the console's socket with it. The ticket travels as a subprotocol: addresses are logged. */
export async function openConsoleSocket(hostId: string, { looks = false } = {}): Promise<WebSocket> {
  const { ticket } = await api.ticket({ purpose: "console", hostId });
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${window.location.host}/ws/console/${encodeURIComponent(hostId)}`, [
    "lightsout.v1",
    `lightsout.ticket.${ticket}`,
    ...(looks ? ["lightsout.looks"] : []),
  ]);
}
