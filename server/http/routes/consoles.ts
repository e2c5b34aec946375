import { Readable } from "node:stream";
import { z } from "zod";
import {
  ConsolePolicies,
  ConsoleRule,
  ConsoleRuleFields,
  ConsoleRuleList,
  ConsoleSearch,
  ConsoleStretch,
  ExportQuery,
  MarkList,
  MarkQuery,
  RecordingInfo,
  RecordingVerification,
  type SearchLine,
  StretchQuery,
} from "@/lib/contracts/recording";
import { TypedList, TypedQuery } from "@/lib/contracts/typed-text";
import { exportRecording } from "@/server/services/consoles/export-recording";
import { recordingInfo, recordingMarks, recordingStretch } from "@/server/services/consoles/read-recording";
import { readTyped } from "@/server/services/consoles/read-typed";
import { searchConsoles } from "@/server/services/consoles/search-consoles";
import { verifyRecording } from "@/server/services/consoles/verify-recording";
import { type Api, type ApiServices, answers, done, IdParams } from "../api";
import { contextOf } from "../caller";

const tags = ["consoles"];

/** What consoles printed: read, exported, searched; which are recorded, and what is looked for. */
export function consoleRoutes(api: Api, services: ApiServices): void {
  recordingRoutes(api, services);
  verificationRoute(api, services);
  typedRoute(api, services);
  searchRoute(api, services);
  policyRoutes(api, services);
  ruleRoutes(api, services);
}

function recordingRoutes(api: Api, services: ApiServices): void {
  const config = { access: "console.read" } as const;
  const params = IdParams;

  api.get(
    "/hosts/:id/console/recording",
    { config, schema: { tags, params, response: answers(RecordingInfo) } },
    async (request) => recordingInfo(services, contextOf(request), request.params.id),
  );
  api.get(
    "/hosts/:id/console/stretch",
    { config, schema: { tags, params, querystring: StretchQuery, response: answers(ConsoleStretch) } },
    async (request) => recordingStretch(services, contextOf(request), request.params.id, request.query),
  );
  api.get(
    "/hosts/:id/console/marks",
    { config, schema: { tags, params, querystring: MarkQuery, response: answers(MarkList) } },
    async (request) => ({
      marks: [...(await recordingMarks(services, contextOf(request), request.params.id, request.query))],
    }),
  );
  api.get(
    "/hosts/:id/console/export",
    { config: { access: "console.search" }, schema: { tags, params, querystring: ExportQuery } },
    async (request, reply) => {
      const file = await exportRecording(services, contextOf(request), request.params.id, request.query);
      return reply
        .header("content-type", file.type)
        .header("content-disposition", `attachment; filename="${file.name}"`)
        .send(Readable.from(file.content));
    },
  );
}

function verificationRoute(api: Api, services: ApiServices): void {
  api.post(
    "/hosts/:id/console/verification",
    {
      config: { access: "console.search" },
      schema: {
        tags,
        description:
          "Whether what is kept is as it was written. Reads all of it; every look is in the audit.",
        params: IdParams,
        response: answers(RecordingVerification),
      },
    },
    async (request, reply) => {
      const gone = new AbortController();
      reply.raw.on("close", () => gone.abort());
      return verifyRecording(services, contextOf(request), request.params.id, gone.signal);
    },
  );
}

function typedRoute(api: Api, services: ApiServices): void {
  api.get(
    "/hosts/:id/console/typed",
    {
      config: { access: "console.typed" },
      schema: {
        tags,
        description:
          "What was typed by people whose account says that it is kept. Every reading is in the audit.",
        params: IdParams,
        querystring: TypedQuery,
        response: answers(TypedList),
      },
    },
    async (request) => readTyped(services, contextOf(request), request.params.id, request.query),
  );
}

function searchRoute(api: Api, services: ApiServices): void {
  api.post(
    "/console/search",
    {
      config: { access: "console.search" },
      schema: {
        tags,
        description: "Answers NDJSON, a SearchLine each, newest output first.",
        body: ConsoleSearch,
      },
    },
    async (request, reply) => {
      const gone = new AbortController();
      reply.raw.on("close", () => gone.abort());
      const found = await searchConsoles(services, contextOf(request), request.body, gone.signal);
      return reply.header("content-type", "application/x-ndjson").send(Readable.from(ndjson(found)));
    },
  );
}

async function* ndjson(lines: AsyncIterable<SearchLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

function policyRoutes(api: Api, { consoles }: ApiServices): void {
  const config = { access: "console.manage" } as const;
  const response = answers(ConsolePolicies);

  api.get("/console/policy", { config, schema: { tags, response } }, async (request) =>
    consoles.policies.read(contextOf(request)),
  );
  api.put("/console/policy", { config, schema: { tags, body: ConsolePolicies, response } }, async (request) =>
    consoles.policies.write(contextOf(request), request.body),
  );
}

function ruleRoutes(api: Api, { consoles }: ApiServices): void {
  const config = { access: "console.manage" } as const;
  const params = z.object({ id: z.string().min(1).max(64) });
  const body = ConsoleRuleFields;

  api.get(
    "/console/rules",
    { config, schema: { tags, response: answers(ConsoleRuleList) } },
    async (request) => ({
      rules: [...consoles.rules.list(contextOf(request))],
    }),
  );
  api.post(
    "/console/rules",
    { config, schema: { tags, body, response: answers(ConsoleRule) } },
    async (request) => consoles.rules.add(contextOf(request), request.body),
  );
  api.put(
    "/console/rules/:id",
    { config, schema: { tags, params, body, response: answers(ConsoleRule) } },
    async (request) => consoles.rules.change(contextOf(request), request.params.id, request.body),
  );
  api.delete(
    "/console/rules/:id",
    { config, schema: { tags, params, response: done } },
    async (request, reply) => {
      await consoles.rules.remove(contextOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
