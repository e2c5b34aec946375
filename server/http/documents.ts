import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import type { Api } from "./api";
import type { RouteAccess } from "./caller";

/** Says in the description who may call a route. */
function withAccess<T extends { schema: object }>(described: T, access: RouteAccess | undefined): T {
  const open = access === "public" ? { security: [] } : {};
  return { ...described, schema: { ...described.schema, ...open, "x-access": access } };
}

/** Call before the routes: it listens to their registration. */
export async function registerOpenApi(api: Api, version: string): Promise<void> {
  await api.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Lightsout",
        version,
        description:
          "Requests that change something need the header x-lightsout: 1 and, with a body, content-type application/json. Errors are problem details (RFC 9457).",
      },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: { login: { type: "apiKey", in: "cookie", name: "lightsout" } },
      },
      security: [{ login: [] }],
    },
    transform: (route) => withAccess(jsonSchemaTransform(route), route.route.config?.access),
  });
}

/** The description as a page that loads nothing from elsewhere. */
export async function registerApiPage(api: Api): Promise<void> {
  await api.register(async (docs) => {
    docs.addHook("onRoute", (route) => {
      route.config = { ...route.config, access: "public" };
    });
    await docs.register(swaggerUi, {
      routePrefix: "/api/docs",
      staticCSP: true,
      uiConfig: { url: "/api/v1/openapi.json", validatorUrl: null },
    });
  });
}
