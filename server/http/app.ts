import { randomUUID } from "node:crypto";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { ForbiddenError, TooManyError } from "@/server/services/errors";
import { accessHook, refuseRouteWithoutAccess } from "./access-hook";
import type { Api, ApiServices } from "./api";
import { contextOf } from "./caller";
import { registerApiPage, registerOpenApi } from "./documents";
import type { OriginPolicy } from "./origin-policy";
import { notFoundProblem, toProblem } from "./problem";
import { accessRoutes } from "./routes/access";
import { actionRoutes } from "./routes/actions";
import { auditRoutes } from "./routes/audit";
import { connectionTestRoutes } from "./routes/connection-tests";
import { consoleDoctorRoutes } from "./routes/console-doctor";
import { consoleRoutes } from "./routes/consoles";
import { demoRoutes } from "./routes/demo";
import { hostDataRoutes } from "./routes/host-data";
import { hostRoutes } from "./routes/hosts";
import { ipmiShellRoutes } from "./routes/ipmi-shell";
import { ticketRoutes } from "./routes/tickets";
import { userRoutes } from "./routes/users";
import { setSecurityHeaders } from "./security-headers";

const BODY_LIMIT = 256 * 1024;

export interface HttpOptions {
  readonly services: ApiServices;
  readonly origins: OriginPolicy;
  readonly logger: FastifyBaseLogger;
}

/**
 * The engine's HTTP server with the API on it. Hooks and error bodies of the API hold below /api only; whatever else is served
 * (pages, health, metrics) is registered on the result by the composition root.
 */
export async function createHttpApp({ services, origins, logger }: HttpOptions): Promise<Api> {
  const app = Fastify({
    loggerInstance: logger,
    // Our own line at the end of a request has the route instead of the URL: URLs can hold what people typed.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    frameworkErrors: (error, request, reply) => {
      setSecurityHeaders(request, reply);
      sendProblem(error, request, reply);
    },
  });
  app.decorateRequest("caller", null);
  app.addHook("onResponse", async (request, reply) => {
    request.log.debug(
      {
        method: request.method,
        route: request.routeOptions.url ?? "",
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "request",
    );
  });
  await app.register(async (scope) => registerApi(scope, services, origins));
  return app;
}

async function registerApi(scope: Api, services: ApiServices, origins: OriginPolicy): Promise<void> {
  scope.setValidatorCompiler(validatorCompiler);
  scope.setSerializerCompiler(serializerCompiler);
  // A form of another site can send text/plain without being asked; JSON it cannot.
  scope.removeContentTypeParser("text/plain");
  scope.addHook("onRequest", async (request, reply) => setSecurityHeaders(request, reply));
  scope.addHook("onRequest", accessHook(services, origins));
  scope.setErrorHandler(async (error: FastifyError, request, reply) => {
    sendProblem(await auditDenial(services, error, request), request, reply);
  });

  await registerOpenApi(scope, services.version);
  await registerApiPage(scope);
  scope.addHook("onRoute", refuseRouteWithoutAccess);

  await scope.register(
    async (api) => {
      accessRoutes(api, services);
      userRoutes(api, services);
      hostRoutes(api, services);
      connectionTestRoutes(api, services);
      hostDataRoutes(api, services);
      actionRoutes(api, services);
      consoleRoutes(api, services);
      consoleDoctorRoutes(api, services);
      demoRoutes(api, services);
      ipmiShellRoutes(api, services);
      auditRoutes(api, services);
      ticketRoutes(api, services);
      api.get("/openapi.json", { config: { access: "public" }, schema: { hide: true } }, async () =>
        api.swagger(),
      );
    },
    { prefix: "/api/v1" },
  );
  scope.all("/api/*", { config: { access: "public" }, schema: { hide: true } }, async (request, reply) =>
    reply.code(404).type("application/problem+json").send(notFoundProblem(request.id)),
  );
}

/** Writes down that somebody tried what they may not; returns the error to answer with. */
async function auditDenial(services: ApiServices, error: unknown, request: FastifyRequest): Promise<unknown> {
  if (!(error instanceof ForbiddenError) || error.permission === null || !request.caller) return error;
  try {
    await services.audit.record(contextOf(request), {
      action: "access.denied",
      host: null,
      outcome: "denied",
      detail: `${error.permission}: ${request.method} ${request.url.split("?", 1)[0]}`,
    });
    return error;
  } catch (auditError) {
    return auditError;
  }
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error, request.id);
  if (problem.status >= 500) request.log.error({ err: error }, "request failed");
  if (error instanceof TooManyError) reply.header("retry-after", String(error.retryAfterSeconds));
  reply.code(problem.status).type("application/problem+json").send(problem);
}
