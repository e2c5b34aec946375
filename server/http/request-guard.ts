import type { FastifyRequest } from "fastify";
import { ForbiddenError } from "@/server/services/errors";
import type { OriginPolicy } from "./origin-policy";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * CSRF: what changes state needs our own header, which another site's page cannot send without asking first, and comes from a page of
 * ours when a browser says where it comes from. That the body is JSON is seen to by the parser: no other is installed.
 */
export function refuseForeignRequest(request: FastifyRequest, origins: OriginPolicy): void {
  if (SAFE_METHODS.has(request.method)) return;
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (request.headers["x-lightsout"] !== "1") {
    throw new ForbiddenError("The header x-lightsout is missing. Send it with the value 1.", null);
  }
  const foreign =
    (site !== undefined && site !== "same-origin") || (origin !== undefined && !origins.allows(origin, host));
  if (foreign) {
    throw new ForbiddenError(
      "The request comes from another site. Open Lightsout by the address it is configured for.",
      null,
    );
  }
}
