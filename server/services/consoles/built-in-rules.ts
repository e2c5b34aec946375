import type { ConsoleRule } from "@/lib/contracts/recording";

type BuiltIn = Pick<ConsoleRule, "id" | "name" | "pattern" | "severity">;

/** What a server prints when something is wrong with it, whatever runs on it. */
export const builtInRules: readonly BuiltIn[] = [
  { id: "kernel-panic", name: "Kernel panic", pattern: "Kernel panic - not syncing", severity: "critical" },
  {
    id: "kernel-oops",
    name: "Kernel oops",
    pattern: "\\b(BUG: |Oops: |general protection fault|Unable to handle kernel)",
    severity: "critical",
  },
  { id: "call-trace", name: "Call trace", pattern: "\\bCall [Tt]race:", severity: "warning" },
  {
    id: "lockup",
    name: "Lockup",
    pattern: "(soft lockup|hard LOCKUP|rcu.* self-detected stall|blocked for more than \\d+ seconds)",
    severity: "critical",
  },
  {
    id: "machine-check",
    name: "Machine check",
    pattern:
      "(mce: \\[Hardware Error\\]|Machine [Cc]heck (Exception|Event)|Hardware Error.*(fatal|uncorrected))",
    severity: "critical",
  },
  { id: "edac-ue", name: "Memory error, uncorrected", pattern: "EDAC .*\\bUE\\b", severity: "critical" },
  { id: "edac-ce", name: "Memory error, corrected", pattern: "EDAC .*\\bCE\\b", severity: "warning" },
  {
    id: "out-of-memory",
    name: "Out of memory",
    pattern: "(Out of memory: Kill|oom-kill:)",
    severity: "warning",
  },
  {
    id: "no-boot-device",
    name: "Nothing to boot from",
    pattern:
      "(No bootable (device|medium)|Boot device not found|Operating System not found|Reboot and Select proper Boot device|No boot device)",
    severity: "critical",
  },
  {
    id: "file-system",
    name: "File system check",
    pattern:
      "(UNEXPECTED INCONSISTENCY|fsck (failed|exited with status code [1-9])|emergency mode|EXT4-fs error|XFS.*[Cc]orruption)",
    severity: "critical",
  },
  {
    id: "thermal",
    name: "Too hot",
    pattern: "([Cc]ritical temperature reached|thermal shutdown|temperature above threshold|THERMTRIP)",
    severity: "critical",
  },
  {
    id: "windows-stop",
    name: "Windows stop",
    pattern: "(\\*\\*\\* STOP: 0x|BugCheck|SAC>.*<\\?xml.*BLUESCREEN)",
    severity: "critical",
  },
  {
    id: "esxi-psod",
    name: "ESXi purple screen",
    pattern: "(VMware ESXi.*\\[Releasebuild|#PF Exception \\d+ in world|PSOD)",
    severity: "critical",
  },
];
