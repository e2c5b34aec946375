import type { FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Problem } from "@/lib/contracts/problem";
import { isDatabaseAway } from "@/server/database/errors";
import {
  BmcFailureError,
  ConflictError,
  type FieldError,
  InvalidError,
  ServiceError,
} from "@/server/services/errors";
import { fieldErrors } from "./field-errors";

interface Answer {
  readonly status: number;
  readonly title: string;
}

/** The one place where a service's error becomes an HTTP answer. */
const answers: Record<Problem["code"], Answer> = {
  invalid: { status: 400, title: "Not valid" },
  unauthenticated: { status: 401, title: "Not logged in" },
  forbidden: { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  refused: { status: 409, title: "Refused" },
  locked: { status: 423, title: "Locked" },
  "too-many": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  bmc: { status: 502, title: "The BMC failed" },
  sealed: { status: 503, title: "Sealed" },
  unavailable: { status: 503, title: "Not available" },
};

interface Body {
  readonly code: Problem["code"];
  readonly detail: string;
  readonly fields?: readonly FieldError[];
  readonly failure?: Problem["failure"];
}

function build({ code, detail, fields, failure }: Body, requestId: string, status?: number): Problem {
  const answer = answers[code];
  return {
    type: "about:blank",
    title: answer.title,
    status: status ?? answer.status,
    code,
    detail,
    ...(fields && fields.length > 0 ? { fields: [...fields] } : {}),
    ...(failure ? { failure } : {}),
    requestId,
  };
}

function serviceBody(error: ServiceError): Body {
  const { code, message: detail } = error;
  if (error instanceof InvalidError || error instanceof ConflictError) {
    return { code, detail, fields: error.fields };
  }
  if (error instanceof BmcFailureError) return { code, detail, failure: error.failure };
  return { code, detail };
}

const internal: Body = {
  code: "internal",
  detail: "Something in Lightsout failed. Its log tells more under this request id.",
};

const databaseAway: Body = {
  code: "unavailable",
  detail:
    "The database did not answer in time. Look whether it was done, then try again; the log of Lightsout tells more under this request id.",
};

/** Fastify's own refusals (too large, not JSON, bad URL): their status, our words. */
function fastifyBody(status: number): Body {
  switch (status) {
    case 404:
      return { code: "not-found", detail: "There is nothing at this address." };
    case 413:
      return { code: "invalid", detail: "The request is larger than 256 KiB." };
    case 415:
      return { code: "invalid", detail: "Send the request as application/json." };
    default:
      return { code: "invalid", detail: "The request could not be read. Send valid JSON." };
  }
}

/** What the client is told of any error. Only errors of services and of validation tell more than "it failed". */
export function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof ServiceError) return build(serviceBody(error), requestId);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = fieldErrors(error.validation);
    const detail = fields[0]?.message ?? "The request is not valid.";
    return build({ code: "invalid", detail, fields }, requestId);
  }
  if (isDatabaseAway(error)) return build(databaseAway, requestId);
  const status = statusOf(error);
  if (status >= 400 && status < 500) return build(fastifyBody(status), requestId, status);
  return build(internal, requestId);
}

function statusOf(error: unknown): number {
  const { statusCode, code } = (error instanceof Error ? error : {}) as Partial<FastifyError>;
  return typeof code === "string" && code.startsWith("FST_") ? (statusCode ?? 500) : 500;
}

export function notFoundProblem(requestId: string): Problem {
  return build(fastifyBody(404), requestId);
}
