import { destructiveVerbs, type PowerVerb } from "@/lib/contracts/action";
import type { ShellAnswer, ShellRequest } from "@/lib/contracts/ipmi-shell";
import type { Failure } from "@/lib/contracts/problem";
import { BmcError } from "@/server/bmc/bmc-error";
import {
  type Bmc,
  type BmcDriver,
  type ShellCommand,
  type ShellOutput,
  ShellSyntaxError,
} from "@/server/bmc/capabilities";
import { requirePermission } from "../access/require-permission";
import type { ActionHosts, ClaimedHost } from "../actions/action-hosts";
import { requireTypedNameIfProtected } from "../actions/confirm-name";
import type { Audit, AuditHandle, AuditIntent, FinalOutcome } from "../audit/audit";
import type { ServiceContext } from "../context";
import { ConflictError, RefusedError } from "../errors";
import type { Secrets } from "../secrets/secrets";
import { powerVerbOf } from "./power-verb";

/** Reading a long event log over a slow BMC takes minutes; a person who waits longer asks again. */
const LINE_BUDGET_MS = 180_000;
const IDENTITY_BUDGET_MS = 20_000;
/** A power verb waits no longer for the console to open. */
const LISTEN_BUDGET_MS = 3000;
const MAX_OUTPUT = 1_000_000;

export interface RunLineDeps {
  readonly driver: Pick<BmcDriver, "shellVerbs" | "parseShellLine">;
  readonly hosts: ActionHosts & { bmc(hostId: string): Promise<Bmc> };
  readonly audit: Audit;
  readonly secrets: Pick<Secrets, "requireUnsealed">;
  readonly newId: () => string;
  /** Hosts' consoles: they listen before a host is switched, and the place is marked. */
  readonly consoles?: {
    listen(hostId: string, budgetMs: number): Promise<boolean>;
    note(hostId: string, mark: { kind: "power"; text: string; bytes: null }): void;
  };
}

/** Who waits for a line. */
export interface LineWatch {
  /** Aborted: nobody waits any longer. What can still be called off is. */
  readonly signal: AbortSignal;
  /** Hears the beginning of the output while the line still runs; the answer has all of it. */
  print(text: string): void;
}

/**
 * permission → parse → confirmation → intent in the audit → identity → the BMC → outcome in the audit. What changes
 * something has the host to itself, as an action does.
 */
export async function runLine(
  deps: RunLineDeps,
  ctx: ServiceContext,
  hostId: string,
  request: ShellRequest,
  watch: LineWatch,
): Promise<ShellAnswer> {
  requirePermission(ctx, "shell.use");
  const host = deps.hosts.row(hostId);
  deps.secrets.requireUnsealed();
  const command = await parsed(deps, request.line);
  if (command instanceof ShellSyntaxError) return nonsense(command);
  const power = powerVerbOf(command.verb);
  if (asksFirst(command, power) && !request.confirmed) {
    return { kind: "confirm", verb: command.verb, ...(power && { power }) };
  }
  const audited = { action: "shell.run", host: { id: host.id, name: host.name }, detail: command.written };
  const claim = await claimed(deps, ctx, command, request, audited);
  try {
    const started = performance.now();
    const handle = await deps.audit.begin(ctx, audited);
    const output = await carriedOut(handle, command, () => execute(deps, hostId, claim, command, watch));
    return result(command, output, performance.now() - started);
  } finally {
    claim?.release();
  }
}

/** What cannot be repeated, and what can lose what runs on the host: the power menu asks for the same. */
function asksFirst(command: ShellCommand, power: PowerVerb | null): boolean {
  return command.class === "once" || (power !== null && destructiveVerbs.includes(power));
}

/** What only reads needs no claim. A refusal is in the audit. */
async function claimed(
  { hosts, audit, newId }: RunLineDeps,
  ctx: ServiceContext,
  command: ShellCommand,
  request: ShellRequest,
  audited: AuditIntent & { readonly host: { readonly id: string } },
): Promise<ClaimedHost | null> {
  if (command.class === "read") return null;
  const { id } = audited.host;
  try {
    requireTypedNameIfProtected(hosts.row(id), request.confirmName);
    return hosts.claim(id, newId());
  } catch (error) {
    if (error instanceof RefusedError || error instanceof ConflictError) {
      await audit.record(ctx, { ...audited, outcome: "refused", detail: error.message });
    }
    throw error;
  }
}

async function parsed(
  { driver }: Pick<RunLineDeps, "driver">,
  line: string,
): Promise<ShellCommand | ShellSyntaxError> {
  try {
    return await driver.parseShellLine(line);
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error;
    throw error;
  }
}

async function execute(
  { hosts, consoles }: Pick<RunLineDeps, "hosts" | "consoles">,
  hostId: string,
  claim: ClaimedHost | null,
  command: ShellCommand,
  { signal, print }: LineWatch,
): Promise<ShellOutput> {
  try {
    if (claim?.blocked) throw new BmcError(claim.blocked);
    const bmc = await hosts.bmc(hostId);
    await bmc.identify({ signal, budgetMs: IDENTITY_BUDGET_MS });
    if (powerVerbOf(command.verb) !== null) {
      await consoles?.listen(hostId, LISTEN_BUDGET_MS);
      consoles?.note(hostId, { kind: "power", text: command.written, bytes: null });
    }
    return await bmc.shell.run(command, { signal, budgetMs: LINE_BUDGET_MS }, upTo(MAX_OUTPUT, print));
  } catch (error) {
    const failure = error instanceof BmcError ? error.failure : calledOff(error, command, signal);
    if (failure === null) throw error;
    return { output: "", notes: [failure.detail], exitCode: 1, failure };
  }
}

/** Prints the first `most` characters. */
function upTo(most: number, print: (text: string) => void): (text: string) => void {
  let left = most;
  return (text) => {
    const shown = text.slice(0, left);
    left -= shown.length;
    if (shown !== "") print(shown);
  };
}

/** What a person who went away ended; null for any other error. A change may have left before. */
function calledOff(error: unknown, command: ShellCommand, signal: AbortSignal): Failure | null {
  if (!signal.aborted || error !== signal.reason) return null;
  return command.class === "read"
    ? { layer: "command", code: "cancelled", detail: "Cancelled while it ran." }
    : {
        layer: "command",
        code: "outcome-unknown",
        detail: "Cancelled while it ran; parts of it may be done.",
      };
}

/** Writes the outcome whatever happens: an error that nobody expected leaves no open intent. */
async function carriedOut(
  handle: AuditHandle,
  command: ShellCommand,
  work: () => Promise<ShellOutput>,
): Promise<ShellOutput> {
  try {
    const output = await work();
    await handle.finish(outcomeOf(output), detailOf(command, output));
    return output;
  } catch (error) {
    await handle.finish(
      command.class === "read" ? "failed" : "unknown",
      `${command.written}: an unexpected error; see the engine's log.`,
    );
    throw error;
  }
}

function outcomeOf({ failure, exitCode }: ShellOutput): FinalOutcome {
  if (failure?.code === "outcome-unknown") return "unknown";
  return failure === null && exitCode === 0 ? "ok" : "failed";
}

function detailOf(command: ShellCommand, { failure, exitCode }: ShellOutput): string {
  if (failure !== null) return `${command.written}: ${failure.detail}`;
  return exitCode === 0 ? command.written : `${command.written}: exit code ${exitCode}`;
}

function result(command: ShellCommand, shown: ShellOutput, milliseconds: number): ShellAnswer {
  return {
    kind: "result",
    verb: command.verb,
    output: shown.output.slice(0, MAX_OUTPUT),
    notes: [...shown.notes],
    exitCode: shown.exitCode,
    failure: shown.failure,
    truncated: shown.output.length > MAX_OUTPUT,
    milliseconds: Math.round(milliseconds),
  };
}

/** What the words got without anything being sent: help on the output, a complaint beside it. */
function nonsense({ message, exitCode, output }: ShellSyntaxError): ShellAnswer {
  const isHelp = exitCode === 0;
  return {
    kind: "result",
    verb: null,
    output: isHelp ? `${message}\n` : output,
    notes: isHelp ? [] : message.split("\n"),
    exitCode,
    failure: null,
    truncated: false,
    milliseconds: 0,
  };
}
