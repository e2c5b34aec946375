import type { HostStory } from "../../profiles/profile";

/** What a host prints by itself: milliseconds since the script began, and text. */
export type Script = readonly (readonly [afterMs: number, text: string])[];

/** When the kernel starts to count. */
export const KERNEL_STARTS_MS = 9000;
/** When the login prompt is there. */
export const BOOTED_MS = 22_000;

export interface BootChoice {
  /** Device code of the boot flags; 0 for the usual order. */
  readonly device: number;
  readonly hostName: string;
}

const DeviceCode = { Pxe: 1, Setup: 6 } as const;
const CLEAR_SCREEN = "\x1b[2J\x1b[H";

/** True when the firmware stays in its set-up and starts no operating system. */
export function staysInSetup({ device }: BootChoice): boolean {
  return device === DeviceCode.Setup;
}

/** Power-on self test, boot loader, kernel, services, login prompt. */
export function bootScript(host: HostStory, choice: BootChoice): Script {
  if (staysInSetup(choice)) return [...firmware(host), [6500, setupScreen(host)]];
  const network = choice.device === DeviceCode.Pxe ? networkBoot : [];
  return [...firmware(host), ...network, ...bootLoader, ...kernel(host), ...services(choice.hostName)];
}

function firmware({ vendor, product, bios, firmware: keys }: HostStory): Script {
  return [
    [600, `${CLEAR_SCREEN}${vendor} ${product}\r\nBIOS version ${bios}\r\n\r\n`],
    [1400, "Initializing memory... "],
    [2600, "262144 MB, 16 DIMMs\r\n"],
    [3000, "Initializing processors... 2 x 32 cores\r\n"],
    [3600, `${keys.join("    ")}\r\n\r\n`],
    [4600, "Initializing PCI devices...\r\n"],
    [5600, "Initializing storage: 2 drives found\r\n"],
  ];
}

function setupScreen({ product, bios }: HostStory): string {
  return `${CLEAR_SCREEN}System Setup\r\n${"-".repeat(60)}\r\n  System        ${product}\r\n  BIOS version  ${bios}\r\n\r\n  > System BIOS\r\n    Device Settings\r\n    Boot Settings\r\n`;
}

const networkBoot: Script = [
  [6000, "\r\nBooting from network: NIC 1 port 1\r\n>>Start PXE over IPv4."],
  [6900, "\r\n  PXE-E16: No valid offer received.\r\nBooting next device\r\n"],
];

const bootLoader: Script = [
  [7000, "\r\nGNU GRUB  version 2.06\r\n\r\n *Linux 6.1.0-28-amd64\r\n  Advanced options\r\n"],
  [8200, "\r\nLoading Linux 6.1.0-28-amd64 ...\r\nLoading initial ramdisk ...\r\n"],
];

/** Seconds of kernel time and a message. */
export function kernelMessages({ vendor, product, bios }: HostStory): readonly (readonly [number, string])[] {
  return [
    [0, "Linux version 6.1.0-28-amd64 (gcc-12 12.2.0) #1 SMP PREEMPT_DYNAMIC"],
    [0, "Command line: BOOT_IMAGE=/vmlinuz root=/dev/sda2 ro console=tty0 console=ttyS0,115200n8"],
    [0, "BIOS-provided physical RAM map:"],
    [0.004, `DMI: ${vendor} ${product}, BIOS ${bios}`],
    [0.12, "smpboot: Allowing 64 CPUs, 0 hotplug CPUs"],
    [0.31, "Memory: 263842156K/268435456K available"],
    [0.88, "ACPI: PM: Using interrupts"],
    [1.2, "pci 0000:00:1f.2: reg 0x10: [mem 0xfe000000-0xfe003fff]"],
    [1.62, "serial8250: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A"],
    [2.4, "ipmi_si IPI0001:00: IPMI kcs interface initialized"],
    [3.1, "megaraid_sas 0000:18:00.0: FW now in Ready state"],
    [3.9, "sd 0:2:0:0: [sda] 937703088 512-byte logical blocks: (480 GB/447 GiB)"],
    [4.7, "EXT4-fs (sda2): mounted filesystem with ordered data mode. Quota mode: none."],
    [5.3, "systemd[1]: Detected architecture x86-64."],
    [6.8, "igb 0000:19:00.0 eno1: igb: eno1 NIC Link is Up 10000 Mbps Full Duplex"],
  ];
}

/** A kernel line as the console shows it. */
export function kernelLine(seconds: number, message: string): string {
  return `[${seconds.toFixed(6).padStart(12)}] ${message}\r\n`;
}

function kernel(host: HostStory): Script {
  return kernelMessages(host).map(([seconds, message]) => [
    KERNEL_STARTS_MS + seconds * 1000,
    kernelLine(seconds, message),
  ]);
}

const OK = "[  \x1b[0;32mOK\x1b[0m  ]";

function services(hostName: string): Script {
  return [
    [17_000, `${OK} Reached target local-fs.target.\r\n`],
    [18_200, `${OK} Started systemd-networkd.service.\r\n`],
    [19_500, `${OK} Started ssh.service - OpenBSD Secure Shell server.\r\n`],
    [20_700, `${OK} Reached target multi-user.target.\r\n`],
    [BOOTED_MS, `\r\nDebian GNU/Linux 12 ${hostName} ttyS0\r\n\r\n${hostName} login: `],
  ];
}

export const SHUT_DOWN_MS = 6000;

/** An orderly end, seconds of kernel time at its start given. */
export function shutdownScript(seconds: number, restarts: boolean): Script {
  const last = restarts ? "reboot: Restarting system" : "reboot: Power down";
  return [
    [200, "\r\n         Stopping session-1.scope...\r\n"],
    [1200, `${OK} Stopped ssh.service - OpenBSD Secure Shell server.\r\n`],
    [2800, `${OK} Unmounted /home.\r\n`],
    [4300, `${OK} Reached target ${restarts ? "reboot" : "poweroff"}.target.\r\n`],
    [SHUT_DOWN_MS - 300, kernelLine(seconds + SHUT_DOWN_MS / 1000, last)],
  ];
}

/** The kernel's last words. */
export function panicScript(seconds: number, reason: string): Script {
  const lines = [
    reason,
    "CPU: 3 PID: 1187 Comm: bash Not tainted 6.1.0-28-amd64 #1",
    "Call Trace:",
    " <TASK>",
    " dump_stack_lvl+0x44/0x5c",
    " panic+0x118/0x2f4",
    " sysrq_handle_crash+0x16/0x20",
    " </TASK>",
    `---[ end ${reason} ]---`,
  ];
  return lines.map((line, index) => [index * 20, kernelLine(seconds + index / 1000, line)]);
}
