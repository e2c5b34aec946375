import type { DoctorFix } from "@/lib/contracts/console-doctor";
import type { Deadline } from "./capabilities";

/** How a BMC is set up for serial over LAN. Null everywhere: it does not tell. */
export interface SerialSetup {
  readonly channel: number;
  readonly channelMode: "disabled" | "pre-boot" | "always" | "shared" | null;
  /** 1–5: callback, user, operator, administrator, OEM. */
  readonly channelPrivilege: number | null;
  /** The user we log in as, as far as the BMC lets us see. */
  readonly user: {
    readonly id: number;
    readonly messaging: boolean;
    readonly privilege: number;
    /** May activate SOL. */
    readonly payload: boolean | null;
  } | null;
  readonly sol: {
    readonly enabled: boolean | null;
    readonly privilege: number | null;
    readonly forceEncryption: boolean | null;
    /** Bits a second now, and after the next start of the BMC. */
    readonly baud: number | null;
    readonly storedBaud: number | null;
    /** How long characters are gathered, and how many at most, before they are sent. */
    readonly gatherMs: number | null;
    readonly gatherCharacters: number | null;
  };
  /** Of our session. */
  readonly privilege: number;
  readonly encrypted: boolean;
}

export interface SerialSetupControl {
  read(deadline?: Deadline): Promise<SerialSetup>;
  /** Writes one setting. Rejects with BmcError. `take-over` is not for it. */
  fix(request: DoctorFix, deadline?: Deadline): Promise<void>;
}
