import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { Problem } from "@/lib/contracts/problem";
import type { BmcDriver } from "@/server/bmc/capabilities";
import type { AccessServices } from "@/server/services/access/access-services";
import type { Tickets } from "@/server/services/access/tickets";
import type { ActionServices } from "@/server/services/action-services";
import type { ConsoleDoctorDeps } from "@/server/services/console-doctor/console-doctor";
import type { ConsoleServices } from "@/server/services/consoles/console-services";
import type { Demo } from "@/server/services/demo/demo";
import type { HostServices } from "@/server/services/hosts/host-services";
import type { SetupGate } from "@/server/services/setup/setup-gate";
import type { ShellServices } from "@/server/services/shell/shell-services";

/** All that the HTTP API calls. */
export interface ApiServices extends AccessServices, HostServices {
  readonly setup: SetupGate;
  readonly tickets: Tickets;
  readonly driver: BmcDriver;
  readonly actions: ActionServices;
  readonly shell: ShellServices;
  readonly consoles: ConsoleServices;
  readonly consoleDoctor: ConsoleDoctorDeps;
  readonly demo: Demo;
  readonly version: string;
}

/** Fastify with bodies, queries and answers typed by the contracts. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** The answers of a route: one that succeeds, and problems. */
export function answers<S extends z.ZodType>(schema: S): { 200: S; default: typeof Problem } {
  return { 200: schema, default: Problem };
}

/** For routes whose answer has no body. */
export const done = { 204: z.null().describe("Done"), default: Problem };

export const IdParams = z.object({ id: z.string().min(1).max(64) });
