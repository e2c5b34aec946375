import { expect, it } from "vitest";
import {
  activatePayload,
  type Command,
  type CommandSender,
  CompletionCodeError,
  Credentials,
  createIpmiClient,
  type IpmiClient,
  type PayloadLink,
  type SessionInfo,
  systemClock,
  systemEntropy,
  udpNetwork,
} from "@/server/ipmi";
import { lookUp } from "../registry";
import { runVerb } from "../run-verb";
import type { VerbTerminal } from "../verb";
import { createVerbContext } from "../verb-context";

const session: SessionInfo = {
  cipherSuite: 17,
  profile: { protocol: "2.0", cipherSuite: 17, authentication: null, privilege: 4, workarounds: [] },
  guid: null,
  privilege: 4,
  consoleSessionId: 1,
  bmcSessionId: 2,
};

const terminal: VerbTerminal = {
  escape: "~",
  open: () => ({ write: async () => {}, suspend() {}, resume() {}, release() {} }),
};

/** A BMC that refuses the console, and remembers how it was asked for. */
class RefusingBmc implements CommandSender {
  asked: string | null = null;

  async send<Request, Response>(command: Command<Request, Response>, request: Request): Promise<Response> {
    if (command.command !== activatePayload.command) throw new TypeError(`unexpected ${command.name}`);
    this.asked = Buffer.from(command.encode(request)).toString("hex");
    throw new CompletionCodeError(command.name, 0x81, "disabled");
  }

  get client(): IpmiClient {
    const link: PayloadLink = {
      session,
      commands: this,
      send() {},
      onPayload() {},
      onEnd() {},
      close() {},
    };
    const client = createIpmiClient({
      network: udpNetwork,
      clock: systemClock,
      entropy: systemEntropy,
      endpoint: { address: "127.0.0.1", port: 9 },
      credentials: new Credentials({ username: "", password: "" }),
    });
    client.openPayload = async () => link;
    return client;
  }
}

it.each([
  [[], "0101c0000000"],
  [["serialalertsdeferred"], "0101c4000000"],
] as const)(
  "activates the console with the workarounds %j as the BMC needs it",
  async (workarounds, asked) => {
    const bmc = new RefusingBmc();
    const context = createVerbContext({
      client: bmc.client,
      signal: new AbortController().signal,
      note: () => {},
      terminal,
      workarounds,
    });
    const { complaint } = await runVerb(await lookUp(["sol", "activate"]), context);
    expect(complaint).toBe("Info: SOL payload disabled");
    expect(bmc.asked).toBe(asked);
  },
);
