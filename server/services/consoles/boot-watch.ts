/** What a host goes through on its way up, in this order; not every host says a word in each. */
const stages = ["firmware", "network boot", "boot loader", "kernel"] as const;
export type BootStage = (typeof stages)[number];

/** What is printed once in a stage, whatever make the board and whatever system is on it. */
const signs: Readonly<Record<BootStage, RegExp>> = {
  firmware:
    /\b(American Megatrends|AMIBIOS|Phoenix(BIOS|SecureCore)|InsydeH2O|SeaBIOS \(version|ProLiant System BIOS|UEFI firmware \(version|BdsDxe: (loading|starting) Boot)|\bpress\b.{0,20}\b(F1|F2|F9|F10|F11|F12|DEL(ETE)?|ESC)\b.{0,40}\b(setup|BIOS|boot (menu|manager)|system utilities)\b/i,
  "network boot":
    /\biPXE (initiali[sz]ing|\d+\.\d)|\bPXE-(E|M)\d\d\b|>>Start (PXE|HTTP Boot) over IPv[46]|\bIntel\(R\) Boot Agent\b/,
  "boot loader":
    /\b(GNU GRUB +version|Welcome to GRUB|(SYS|PXE|ISO|EXT)LINUX \d|Windows Boot Manager|Loading VMware ESXi)\b/,
  kernel: /\bLinux version \d+\.\d+|\bBooting Linux on physical CPU\b|^FreeBSD \d+\.\d+.*#\d/,
};

/** Signs that come later are of another boot, of whatever stage. */
const SAME_BOOT_MS = 300_000;
/** The same stage again, later than this, is another boot: a kernel may be all a host says. */
const SAME_STAGE_MS = 60_000;
const MOST_LINE = 160;

interface Seen {
  readonly stage: number;
  readonly at: number;
}

/** Tells from what hosts print when they start anew, once a boot: where its first sign is. */
export class BootWatch {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly now: () => number,
    /** `text`: the stage it was first seen in, and the line. */
    private readonly boots: (hostId: string, text: string) => void,
  ) {}

  /** A whole line, without control characters. */
  heard(hostId: string, line: string): void {
    const stage = stages.findIndex((one) => signs[one].test(line));
    if (stage < 0) return;
    const at = this.now();
    const before = this.seen.get(hostId);
    this.seen.set(hostId, { stage, at });
    if (before !== undefined && !isAnother(before, { stage, at })) return;
    this.boots(hostId, `${stages[stage]}: ${line.trim().slice(0, MOST_LINE)}`);
  }

  forget(hostId: string): void {
    this.seen.delete(hostId);
  }
}

function isAnother(before: Seen, now: Seen): boolean {
  const passed = now.at - before.at;
  if (now.stage === before.stage) return passed > SAME_STAGE_MS;
  return now.stage < before.stage || passed > SAME_BOOT_MS;
}
