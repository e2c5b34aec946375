// What the end-to-end tests need besides Node: a browser, BMCs to talk to, and peers to agree with.
import { spawnSync } from "node:child_process";

const packages = ["chromium", "ipmitool", "openipmi", "freeipmi-tools", "python3-pyghmi"];

const isInstalled = (name) =>
  spawnSync("dpkg", ["-s", name], { encoding: "utf8" }).stdout?.includes("Status: install ok installed") ??
  false;

/** Installs what is missing when we may. Throws an Error that says what to do otherwise. */
export function installDebianPackages() {
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (process.getuid?.() !== 0) {
    throw new Error(`The tests need ${missing.join(", ")}. Install them as root: ${command}`);
  }
  console.log(`installing ${missing.join(", ")} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const line of ["apt-get update", command]) {
    const [program, ...args] = line.split(" ");
    const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${line} failed:\n${stdout}${stderr}`);
  }
}
