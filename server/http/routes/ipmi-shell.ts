import { ShellAnswer, ShellRequest, ShellVerbList } from "@/lib/contracts/ipmi-shell";
import { type Api, type ApiServices, answers, IdParams } from "../api";
import { contextOf } from "../caller";

/** ipmitool's verbs on a host. */
export function ipmiShellRoutes(api: Api, { shell }: ApiServices): void {
  const config = { access: "shell.use" } as const;
  const tags = ["ipmi-shell"];

  api.get(
    "/ipmi-shell/verbs",
    { config, schema: { tags, response: answers(ShellVerbList) } },
    async (request) => ({ verbs: await shell.verbs(contextOf(request)) }),
  );

  api.post(
    "/hosts/:id/ipmi-shell",
    { config, schema: { tags, params: IdParams, body: ShellRequest, response: answers(ShellAnswer) } },
    async (request, reply) => {
      const gone = new AbortController();
      reply.raw.on("close", () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      return shell.run(contextOf(request), request.params.id, request.body, gone.signal);
    },
  );
}
