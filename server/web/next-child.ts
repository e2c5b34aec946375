import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";

/**
 * The child process that renders pages. It holds no key and no database; it tells its parent the loopback port it listens on, and ends
 * when the parent is gone. It runs from dist/server/web.
 */
const root = fileURLToPath(new URL("../../..", import.meta.url));
const app = next({ dev: false, dir: root, hostname: "127.0.0.1" });
process.on("disconnect", () => process.exit(0));
// The parent says when to stop; a Ctrl-C in its terminal reaches us too.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => process.exit(0));

await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => {
  handle(request, response).catch(() => {
    if (!response.headersSent) response.statusCode = 500;
    response.end();
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address !== "string") process.send?.({ port: address.port });
});
