// `npm start`: builds what is not built, then becomes the engine.
import { buildAll } from "./build.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Lightsout needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
try {
  await buildAll((line) => console.log(line));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (process.env.npm_lifecycle_event === "start") stopWithNpm();
process.env.NODE_ENV = "production";
await import("../dist/server/main.js");

/** Between npm and us is a shell, and a SIGTERM for npm ends the shell but does not reach us: notice that it is gone. */
function stopWithNpm() {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
