import httpProxy from "@fastify/http-proxy";
import type { FastifyRequest } from "fastify";
import type { Api } from "@/server/http/api";
import { contentSecurityPolicy, newNonce, pageHeaders } from "./page-headers";

declare module "fastify" {
  interface FastifyRequest {
    /** The policy of the page being answered and the nonce in it. */
    page: { readonly nonce: string; readonly policy: string } | null;
  }
}

/** Headers of a browser that the page server must not see: they steer Next's internals or pretend to come from a proxy. */
const NOT_PASSED_ON =
  /^(x-middleware-|x-forwarded-|forwarded$|x-real-ip$|x-nextjs-|x-nonce$|content-security-policy$|cookie$)/;
/** The only cookies pages need: language and theme. The login stays with the engine. */
const PAGE_COOKIES = /^lightsout-(locale|theme)=/;
const BUILD_FILES = "/_next/static/";

export interface PageProxyOptions {
  /** Where the page server listens; null while it does not. */
  readonly origin: () => string | null;
  readonly secure: boolean;
}

/** Everything that is not the engine's own goes to the page server: reading only, with a fresh nonce, without the login cookie. */
export async function registerPages(app: Api, { origin, secure }: PageProxyOptions): Promise<void> {
  app.decorateRequest("page", null);
  await app.register(httpProxy, {
    upstream: "",
    httpMethods: ["GET", "HEAD"],
    disableRequestLogging: true,
    preHandler: async (request, reply) => {
      const nonce = newNonce();
      const socketOrigin = `${secure ? "wss" : "ws"}://${request.headers.host ?? ""}`;
      request.page = { nonce, policy: contentSecurityPolicy(nonce, socketOrigin) };
      if (origin() === null) {
        return reply.code(503).header("retry-after", "2").type("text/plain; charset=utf-8").send(STARTING);
      }
      return undefined;
    },
    replyOptions: {
      getUpstream: () => origin() ?? "",
      rewriteRequestHeaders: (request, headers) => passedOn(request as FastifyRequest, headers),
      rewriteHeaders: (headers, request) => answered(request as FastifyRequest | undefined, headers, secure),
    },
  });
}

const STARTING = "Lightsout is starting its pages. Reload in a moment.\n正在启动页面，请稍后刷新。\n";

function passedOn(request: FastifyRequest, headers: Record<string, unknown>): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && !NOT_PASSED_ON.test(name)) passed[name] = value;
  }
  const cookies = (request.headers.cookie ?? "").split(/; */).filter((cookie) => PAGE_COOKIES.test(cookie));
  if (cookies.length > 0) passed.cookie = cookies.join("; ");
  if (request.page) {
    passed["content-security-policy"] = request.page.policy;
    passed["x-nonce"] = request.page.nonce;
  }
  return passed;
}

function answered<T extends object>(request: FastifyRequest | undefined, headers: T, secure: boolean): T {
  const own = pageHeaders(secure);
  const files = request?.url.startsWith(BUILD_FILES);
  return {
    ...headers,
    ...own,
    ...(request?.page ? { "content-security-policy": request.page.policy } : {}),
    ...(files ? {} : { "cache-control": "no-store" }),
  };
}
