import type { Api } from "@/server/http/api";

export interface HealthChecks {
  /** Each resolves when its part can do its work. */
  database(): Promise<void>;
  pages(): Promise<void>;
}

/** /healthz: the process lives. /readyz: a page can be served. For load balancers and container health checks; they say nothing secret. */
export function registerHealth(app: Api, checks: HealthChecks): void {
  app.get("/healthz", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    const results = await Promise.all(
      Object.entries({ database: checks.database(), pages: checks.pages() }).map(async ([name, check]) => {
        const ok = await check.then(
          () => true,
          () => false,
        );
        return [name, ok ? "ok" : "unavailable"] as const;
      }),
    );
    const ready = results.every(([, state]) => state === "ok");
    return reply
      .code(ready ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: ready ? "ready" : "not ready", ...Object.fromEntries(results) });
  });
}
