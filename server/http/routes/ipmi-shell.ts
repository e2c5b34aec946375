import { PassThrough } from "node:stream";
import { type ShellLine, ShellRequest, ShellVerbList } from "@/lib/contracts/ipmi-shell";
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
    {
      config,
      schema: {
        tags,
        description: "Answers NDJSON, a ShellLine each: output while the command runs, last the answer.",
        params: IdParams,
        body: ShellRequest,
      },
    },
    async (request, reply) => {
      const gone = new AbortController();
      reply.raw.on("close", () => gone.abort());
      const lines = new PassThrough();
      const write = (line: ShellLine) => lines.write(`${JSON.stringify(line)}\n`);
      let begin = () => {};
      const began = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const print = (text: string) => {
        write({ kind: "output", text });
        begin();
      };
      const watch = { signal: gone.signal, print };
      const ended = shell.run(contextOf(request), request.params.id, request.body, watch).then(write);
      // A refusal has a status of its own: it comes before the first line.
      await Promise.race([ended, began]);
      ended.then(
        () => lines.end(),
        (error: Error) => {
          request.log.error({ err: error }, "a line of the IPMI shell failed");
          lines.destroy(error);
        },
      );
      return reply.header("content-type", "application/x-ndjson").send(lines);
    },
  );
}
