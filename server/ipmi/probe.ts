import { createIpmiClient } from "./client";
import type { ChannelAuthenticationCapabilities } from "./commands/app/get-channel-authentication-capabilities";
import { type DeviceId, getDeviceId } from "./commands/app/get-device-id";
import { Privilege } from "./commands/command";
import { CompletionCodeError, DecodeError, IpmiError } from "./errors";
import type { IpmiClientOptions, Limits } from "./ipmi-client";
import { CompletionCode } from "./message/completion-code";
import { decodePresencePong, encodePresencePing } from "./rmcp/asf-ping";
import { authenticationCapabilities } from "./session/ipmi15/ipmi15-login";
import type { SessionInfo } from "./session/session-info";
import { noRouteError } from "./transport/operating-system-error";
import { RmcpPort } from "./transport/rmcp-port";

/**
 * `route`: a socket towards the address. `rmcp`: anything RMCP comes back. `capabilities`: it speaks a version of IPMI that may be used.
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
  const privilege = options.privilege ?? Privilege.Administrator;
  try {
    const capabilities = await authenticationCapabilities({ port, clock, entropy }, privilege, {
      signal: AbortSignal.any([refused.signal, ...(limits.signal ? [limits.signal] : [])]),
      budgetMs: Math.min(limits.budgetMs, PRESENCE_BUDGET),
    });
    seen();
    progress.capabilities?.(capabilities);
    if (!capabilities.ipmi2 && !takesIpmi15(options)) throw ipmi15Only();
    progress.ok("capabilities");
    return capabilities;
  } catch (error) {
    if (refused.signal.aborted) throw refused.signal.reason;
    if (error instanceof CompletionCodeError) seen();
    throw explain(error, port, present);
  } finally {
    stopPing();
  }
}

/** Over IPMI 1.5 only what somebody asked for is worth a login. */
function takesIpmi15({ protocol }: IpmiClientOptions): boolean {
  return protocol === "1.5" || protocol === "auto";
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
  // Some refuse the question, the one without IPMI 2.0's bit too.
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
