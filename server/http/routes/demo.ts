import { removeDemo } from "@/server/services/demo/remove-demo";
import { type Api, type ApiServices, done } from "../api";
import { contextOf } from "../caller";

export function demoRoutes(api: Api, services: ApiServices): void {
  api.delete(
    "/demo",
    { config: { access: "host.write" }, schema: { tags: ["hosts"], response: done } },
    async (request, reply) => {
      await removeDemo(services, contextOf(request));
      return reply.code(204).send(null);
    },
  );
}
