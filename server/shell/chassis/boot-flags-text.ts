const devices: Readonly<Record<number, string>> = {
  0: "No override",
  1: "Force PXE",
  2: "Force Boot from default Hard-Drive",
  3: "Force Boot from default Hard-Drive, request Safe-Mode",
  4: "Force Boot from Diagnostic Partition",
  5: "Force Boot from CD/DVD",
  6: "Force Boot into BIOS Setup",
  7: "Force Boot from remotely connected Floppy/primary removable media",
  8: "Force Boot from remotely connected CD/DVD",
  9: "Force Boot from primary remote media",
  11: "Force Boot from remotely connected Hard-Drive",
  15: "Force Boot from Floppy/primary removable media",
};

const verbosities = ["System Default", "Request Quiet Display", "Request Verbose Display"];

const redirections = [
  "Console redirection occurs per BIOS configuration setting (default)",
  "Suppress (skip) console redirection if enabled",
  "Request console redirection be enabled",
];

const muxes = [
  "BIOS uses recommended setting of the mux at the end of POST",
  "Requests BIOS to force mux to BMC at conclusion of POST/start of OS boot",
  "Requests BIOS to force mux to system at conclusion of POST/start of OS boot",
];

/** Boot flags (IPMI 2.0 table 28-14, parameter 5) in ipmitool's words: four bytes of them at least. */
export function bootFlagsText(data: Buffer): string {
  const [first = 0, second = 0, third = 0, fourth = 0] = data;
  const optional = (set: number, text: string) => (set === 0 ? [] : [`   - ${text}`]);
  const lines = [
    " Boot Flags :",
    `   - Boot Flag ${(first & 0x80) !== 0 ? "Valid" : "Invalid"}`,
    `   - Options apply to ${(first & 0x40) !== 0 ? "all future boots" : "only next boot"}`,
    `   - BIOS ${(first & 0x20) !== 0 ? "EFI" : "PC Compatible (legacy)"} boot `,
    ...optional(second & 0x80, "CMOS Clear"),
    ...optional(second & 0x40, "Lock Keyboard"),
    `   - Boot Device Selector : ${devices[(second >> 2) & 0x0f] ?? "Flag error"}`,
    ...optional(second & 0x02, "Screen blank"),
    ...optional(second & 0x01, "Lock out Reset buttons"),
    ...optional(third & 0x80, "Lock out (power off/sleep request) via Power Button"),
    `   - BIOS verbosity : ${verbosities[(third >> 5) & 0x03] ?? "Flag error"}`,
    ...optional(third & 0x10, "Force progress event traps"),
    ...optional(third & 0x08, "User password bypass"),
    ...optional(third & 0x04, "Lock Out Sleep Button"),
    `   - Console Redirection control : ${redirections[third & 0x03] ?? "Flag error"}`,
    ...optional(fourth & 0x08, "BIOS Shared Mode Override"),
    `   - BIOS Mux Control Override : ${muxes[fourth & 0x07] ?? "Flag error"}`,
  ];
  return `${lines.join("\n")}\n`;
}
