import { HostDetail, HostInput, HostList, HostUpdate } from "@/lib/contracts/host";
import { LearntLoginList } from "@/lib/contracts/ipmi-login";
import { createHost } from "@/server/services/hosts/create";
import { listLearntLogins } from "@/server/services/hosts/learnt-logins";
import { pollHost } from "@/server/services/hosts/poll";
import { getHost, listHosts } from "@/server/services/hosts/read";
import { removeHost } from "@/server/services/hosts/remove";
import { updateHost } from "@/server/services/hosts/update";
import { type Api, type ApiServices, answers, done, IdParams } from "../api";
import { contextOf } from "../caller";

export function hostRoutes(api: Api, services: ApiServices): void {
  const tags = ["hosts"];
  const read = { access: "host.read" } as const;
  const write = { access: "host.write" } as const;

  api.get("/hosts", { config: read, schema: { tags, response: answers(HostList) } }, async (request) => ({
    hosts: await listHosts(services, contextOf(request)),
  }));

  api.get(
    "/learnt-logins",
    { config: write, schema: { tags, response: answers(LearntLoginList) } },
    async (request) => ({ logins: await listLearntLogins(services, contextOf(request)) }),
  );

  api.get(
    "/hosts/:id",
    { config: read, schema: { tags, params: IdParams, response: answers(HostDetail) } },
    async (request) => getHost(services, contextOf(request), request.params.id),
  );

  api.post(
    "/hosts",
    { config: write, schema: { tags, body: HostInput, response: answers(HostDetail) } },
    async (request) => createHost(services, contextOf(request), request.body),
  );

  api.patch(
    "/hosts/:id",
    { config: write, schema: { tags, params: IdParams, body: HostUpdate, response: answers(HostDetail) } },
    async (request) => updateHost(services, contextOf(request), request.params.id, request.body),
  );

  api.delete(
    "/hosts/:id",
    { config: write, schema: { tags, params: IdParams, response: done } },
    async (request, reply) => {
      await removeHost(services, contextOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  api.post(
    "/hosts/:id/poll",
    { config: { access: "host.poll" }, schema: { tags, params: IdParams, response: done } },
    async (request, reply) => {
      await pollHost(services, contextOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}
