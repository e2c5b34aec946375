import { PassThrough } from "node:stream";
import { ConnectionTestInput } from "@/lib/contracts/host";
import { prepareConnectionTest } from "@/server/services/hosts/test-connection";
import type { Api, ApiServices } from "../api";
import { contextOf } from "../caller";

export function connectionTestRoutes(api: Api, services: ApiServices): void {
  api.post(
    "/connection-tests",
    {
      config: { access: "host.write" },
      schema: {
        tags: ["hosts"],
        description: "Answers NDJSON, one ConnectionTestLine a change.",
        body: ConnectionTestInput,
      },
    },
    async (request, reply) => {
      const test = await prepareConnectionTest(services, contextOf(request), request.body);
      const lines = new PassThrough();
      const gone = new AbortController();
      lines.on("close", () => gone.abort());
      test
        .run((line) => lines.write(`${JSON.stringify(line)}\n`), gone.signal)
        .catch((error: unknown) => request.log.error({ err: error }, "connection test failed"))
        .finally(() => lines.end());
      return reply.header("content-type", "application/x-ndjson").send(lines);
    },
  );
}
