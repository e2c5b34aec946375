import { createIpmiClient } from "./client";
import {
  type ChannelAuthenticationCapabilities,
  getChannelAuthenticationCapabilities,
  PRESENT_CHANNEL,
} from "./commands/app/get-channel-authentication-capabilities";
import { type DeviceId, getDeviceId } from "./commands/app/get-device-id";
import { Privilege } from "./commands/command";
import { CompletionCodeError, DecodeError, IpmiError } from "./errors";
import type { IpmiClientOptions, Limits } from "./ipmi-client";
import { CompletionCode } from "./message/completion-code";
import { decodePresencePong, encodePresencePing } from "./rmcp/asf-ping";
import type { SessionInfo } from "./session/session-info";
import { sessionlessExchange } from "./session/sessionless";
import { noRouteError } from "./transport/operating-system-error";
import { RmcpPort } from "./transport/rmcp-port";

/**
 * `route`: a socket towards the address. `rmcp`: anything RMCP comes back. `capabilities`: it is an IPMI 2.0 BMC.
 * `login`: session set-up. `device`: a command through the session.
 */
export type ProbeStep = "route" | "rmcp" | "capabilities" | "login" | "device";

export interface ProbeProgress {
  /** The step that is under way: when the probe rejects, the one that failed. */
  running(step: ProbeStep): void;
  ok(step: ProbeStep): void;
  /** What the BMC says of itself before anybody logs in. */
  capabilities?(found: ChannelAuthenticationCapabilities): void;
  session?(opened: SessionInfo): void;
}

export interface ProbeResult {
  readonly capabilities: ChannelAuthenticationCapabilities;
  readonly session: SessionInfo;
  readonly device: DeviceId;
}

const PRESENCE_BUDGET = 5_000;
const TOTAL_BUDGET = 25_000;

/**
 * Walks the layers towards a BMC one by one and tells about each; rejects with the IpmiError of the first that fails.
 * Leaves no session behind.
 */
export async function probe(
  options: IpmiClientOptions,
  progress: ProbeProgress,
  limits: Limits = {},
): Promise<ProbeResult> {
  const { clock } = options;
  const deadline = clock.now() + (limits.budgetMs ?? TOTAL_BUDGET);
  const remaining = () => ({ ...limits, budgetMs: Math.max(deadline - clock.now(), 0) });

  progress.running("route");
  const port = new RmcpPort(await options.network.connect(options.endpoint));
  progress.ok("route");
  let capabilities: ChannelAuthenticationCapabilities;
  try {
    capabilities = await presence(port, options, progress, remaining());
  } finally {
    port.close();
  }

  const client = createIpmiClient(options);
  try {
    progress.running("login");
    const session = await client.connect(remaining());
    progress.session?.(session);
    progress.ok("login");
    progress.running("device");
    const device = await client.send(getDeviceId, undefined, remaining());
    progress.ok("device");
    return { capabilities, session, device };
  } finally {
    await client.close();
  }
}

/**
 * Asks for the capabilities and pings beside it: a pong shows RMCP early, but many BMCs never send one, so the
 * capabilities prove both steps.
 */
async function presence(
  port: RmcpPort,
  options: IpmiClientOptions,
  progress: ProbeProgress,
  limits: Limits & { budgetMs: number },
): Promise<ChannelAuthenticationCapabilities> {
  const { clock, entropy } = options;
  let present = false;
  const seen = () => {
    if (present) return;
    present = true;
    progress.ok("rmcp");
    progress.running("capabilities");
  };
  progress.running("rmcp");
  const refused = new AbortController();
  const stopPing = ping(port, entropy.bytes(1).readUInt8(0), seen, (error) =>
    refused.abort(noRouteError(error)),
  );
  const { exchange, stop } = sessionlessExchange(port, clock, entropy);
  try {
    const request = { channel: PRESENT_CHANNEL, privilege: options.privilege ?? Privilege.Administrator };
    const capabilities = await exchange.send(getChannelAuthenticationCapabilities, request, {
      signal: AbortSignal.any([refused.signal, ...(limits.signal ? [limits.signal] : [])]),
      budgetMs: Math.min(limits.budgetMs, PRESENCE_BUDGET),
    });
    seen();
    progress.capabilities?.(capabilities);
    if (!capabilities.ipmi2) throw ipmi15Only();
    progress.ok("capabilities");
    return capabilities;
  } catch (error) {
    if (refused.signal.aborted) throw refused.signal.reason;
    if (error instanceof CompletionCodeError) seen();
    throw explain(error, port, present);
  } finally {
    stopPing();
    stop();
  }
}

function ping(
  port: RmcpPort,
  tag: number,
  onPong: () => void,
  onError: (error: NodeJS.ErrnoException) => void,
): () => void {
  const stop = port.listen({
    error: onError,
    asf: (datagram) => {
      try {
        if (decodePresencePong(datagram).tag === tag) onPong();
      } catch (error) {
        if (!(error instanceof DecodeError)) throw error;
      }
    },
  });
  port.send(encodePresencePing(tag));
  return stop;
}

function explain(error: unknown, port: RmcpPort, present: boolean): unknown {
  if (!(error instanceof IpmiError)) return error;
  // BMCs older than IPMI 2.0 refuse the request's IPMI 2.0 bit as an invalid field.
  if (error instanceof CompletionCodeError && error.completionCode === CompletionCode.InvalidField)
    return ipmi15Only();
  if (error.code !== "no-answer") return error;
  if (port.foreignDatagrams > 0) {
    return new IpmiError(
      "not-ipmi",
      "something answers at this address and port, but it does not speak RMCP",
    );
  }
  return present ? new IpmiError("not-ipmi", "the device answers RMCP, but not IPMI") : error;
}

function ipmi15Only(): IpmiError {
  return new IpmiError("ipmi-2-unsupported", "the BMC speaks IPMI 1.5 only");
}
