// What the end-to-end tests need besides Node: a browser, BMCs to talk to, peers to agree with, and a guest that boots.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packages = ["chromium", "ipmitool", "openipmi", "freeipmi-tools", "python3-pyghmi"];

/** Kernel, modules and programs of the guest: `vmlinuz`, `evdev.ko`, `button.ko`, `busybox`. Whole when it is there. */
export const GUEST_FILES = fileURLToPath(new URL("../node_modules/.cache/guest", import.meta.url));

/** Packages the guest is made of, unpacked and never installed, and what of them it needs. */
const guestParts = [
  {
    // Depends on the newest kernel for virtual machines: half the size of the one for all machines.
    name: () => /^ *Depends: (\S+)$/m.exec(run("apt-cache", ["depends", "linux-image-cloud-amd64"]))?.[1],
    files: ["./boot/vmlinuz-*", "*/drivers/input/evdev.ko*", "*/drivers/acpi/button.ko*"],
  },
  { name: () => "busybox-static", files: ["*bin/busybox"] },
];

const isInstalled = (name) =>
  spawnSync("dpkg", ["-s", name], { encoding: "utf8" }).stdout?.includes("Status: install ok installed") ??
  false;

const isRoot = () => process.getuid?.() === 0;

/** Standard output. Throws an Error with all that the program said when it fails. */
function run(program, args, options = {}) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { status, error, stdout, stderr } = spawnSync(program, args, { env, encoding: "utf8", ...options });
  if (status !== 0) {
    throw new Error(
      `${[program, ...args].join(" ")} failed:\n${stdout ?? ""}${stderr ?? error?.message ?? ""}`,
    );
  }
  return stdout;
}

const installation = (names) => ["install", "-y", "--no-install-recommends", ...names];

/**
 * Installs what is missing when we may. Throws an Error that says what to do otherwise. Without a guest the tests go on: they say
 * that they did not try it.
 */
export function installDebianPackages() {
  const missing = packages.filter((name) => !isInstalled(name));
  const guestIsMissing = !isInstalled("qemu-system-x86") || !existsSync(GUEST_FILES);
  if (missing.length > 0 && !isRoot()) {
    const command = `apt-get ${installation(missing).join(" ")}`;
    throw new Error(`The tests need ${missing.join(", ")}. Install them as root: ${command}`);
  }
  if (missing.length > 0) {
    console.log(`installing ${missing.join(", ")} …`);
    run("apt-get", ["update"]);
    run("apt-get", installation(missing));
  }
  if (!guestIsMissing) return;
  try {
    console.log("preparing a QEMU guest …");
    prepareGuest({ update: isRoot() && missing.length === 0 });
  } catch (error) {
    console.error(`There is no QEMU guest: what needs one is not tried. ${error.message}`);
  }
}

function prepareGuest({ update }) {
  if (update) run("apt-get", ["update"]);
  if (!isInstalled("qemu-system-x86")) run("apt-get", installation(["qemu-system-x86"]));
  if (existsSync(GUEST_FILES)) return;
  const draft = `${GUEST_FILES}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    for (const { name, files } of guestParts) unpack(name(), files, draft);
    renameSync(draft, GUEST_FILES);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The files of a package that match tar's `patterns`, all into one folder. */
function unpack(name, patterns, folder) {
  const own = join(folder, "package");
  mkdirSync(own);
  run("apt-get", ["download", name], { cwd: own });
  const take = "tar -x --wildcards --transform 's,.*/,,;s,^vmlinuz-.*,vmlinuz,'";
  run("sh", ["-c", `dpkg-deb --fsys-tarfile *.deb | ${take} -C .. "$@"`, "sh", ...patterns], { cwd: own });
  rmSync(own, { recursive: true });
}
