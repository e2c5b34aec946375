import type { z } from "zod";
import { type ConnectionTestInput, type ConnectionTestLine, connectionSteps } from "@/lib/contracts/host";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import type { Failure } from "@/lib/contracts/problem";
import { formatHostAddress } from "@/lib/host-address";
import { BmcError } from "@/server/bmc/bmc-error";
import type { BmcDriver, BmcTarget, ConnectionStep } from "@/server/bmc/capabilities";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { InvalidError } from "../errors";
import { loadBmcTarget, parseBmcKey } from "./bmc-target";
import { findHost } from "./find-host";
import { normalAddress, refuseStoredSecretsElsewhere } from "./host-fields";
import type { HostServices } from "./host-services";

type Input = z.infer<typeof ConnectionTestInput>;
type OnLine = (line: ConnectionTestLine) => void;

const DEFAULT_PORT = 623;
const BUDGET_MS = 60_000;

interface Subject {
  readonly host: { readonly id: string; readonly name: string } | null;
  readonly target: BmcTarget;
}

/** What is to be tested, prepared: refusals (bad fields, sealed) come before the first line is sent. */
export interface PreparedTest {
  /** Walks the layers; every change is a line. Resolves when the walk is over, whatever came of it. */
  run(onLine: OnLine, signal: AbortSignal): Promise<void>;
}

export async function prepareConnectionTest(
  services: HostServices & { readonly driver: BmcDriver },
  ctx: ServiceContext,
  input: Input,
): Promise<PreparedTest> {
  requirePermission(ctx, "host.write");
  const { host, target } = await subject(services, input);
  const detail = formatHostAddress(target.address, target.port);
  const audit = await services.audit.begin(ctx, { action: "host.test", host, detail });
  return {
    async run(onLine, signal) {
      const walk = new Walk(onLine, services.now);
      try {
        const deadline = { signal, budgetMs: BUDGET_MS };
        const identity = await services.driver.testConnection(target, walk, deadline);
        await audit.finish("ok", `${detail}, firmware ${identity.device.firmware}`);
      } catch (error) {
        const failure = failureOf(error);
        walk.fail(failure);
        await audit.finish("failed", `${detail}: ${failure.code}`);
        if (!(error instanceof BmcError)) throw error;
      }
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof BmcError) return error.failure;
  return { layer: "command", code: "internal", detail: "Something in Lightsout failed; see its log." };
}

async function subject({ stores, secrets }: HostServices, input: Input): Promise<Subject> {
  if (input.hostId !== undefined) {
    const stored = await findHost(stores.hosts, input.hostId);
    const known = await loadBmcTarget(stored, stores.secrets, stores.learntLogins, secrets);
    const address = input.address === undefined ? stored.address : normalAddress(input.address);
    const reach = { address, port: input.port ?? stored.port };
    const { password, bmcKey } = input;
    refuseStoredSecretsElsewhere(stored, known.bmcKey !== null, { ...reach, password, bmcKey });
    return {
      host: stored,
      target: {
        ...known,
        ...reach,
        ipmi: input.ipmi ?? known.ipmi,
        username: input.username ?? known.username,
        password: password ?? known.password,
        bmcKey: bmcKey === undefined ? known.bmcKey : parseBmcKey(bmcKey),
      },
    };
  }
  const { address, username, password } = input;
  if (address === undefined || username === undefined || password === undefined) {
    const missing = Object.entries({ address, username, password }).filter(([, v]) => v === undefined);
    throw new InvalidError(
      "Address, user and password are needed for a test.",
      missing.map(([field]) => ({ field, code: "required", message: `Give the ${field}.` })),
    );
  }
  const reach = { address: normalAddress(address), port: input.port ?? DEFAULT_PORT };
  const ipmi = input.ipmi ?? defaultIpmiSettings;
  const target = {
    ...reach,
    username,
    password,
    ipmi,
    known: null,
    guid: null,
    signs: null,
    cipherSuite: null,
  };
  return { host: null, target: { ...target, bmcKey: parseBmcKey(input.bmcKey ?? "") } };
}

/** Turns the driver's progress into lines, with the time each step took. */
class Walk {
  #current: ConnectionStep = connectionSteps[0];
  #since: number;

  constructor(
    private readonly onLine: OnLine,
    private readonly now: () => Date,
  ) {
    this.#since = now().getTime();
  }

  running(step: ConnectionStep): void {
    this.#current = step;
    this.#since = this.now().getTime();
    this.onLine({ step, status: "running", detail: "", failure: null, elapsedMs: 0 });
  }

  ok(step: ConnectionStep, detail: string): void {
    this.onLine({ step, status: "ok", detail, failure: null, elapsedMs: this.#elapsed() });
  }

  /** The present step failed; those after it are skipped. */
  fail(failure: Failure): void {
    const step = this.#current;
    this.onLine({ step, status: "failed", detail: failure.detail, failure, elapsedMs: this.#elapsed() });
    for (const next of connectionSteps.slice(connectionSteps.indexOf(step) + 1)) {
      this.onLine({ step: next, status: "skipped", detail: "", failure: null, elapsedMs: 0 });
    }
  }

  #elapsed(): number {
    return Math.max(0, this.now().getTime() - this.#since);
  }
}
