import type { HostStore } from "@/server/database/host-store";
import type { RecordingArchive } from "@/server/recording/recording";
import type { Audit } from "../audit/audit";
import type { PolicyBook } from "./policy-book";
import type { RuleBook } from "./rule-book";
import type { SearchDesk } from "./search-desk";

/** What the services of recorded consoles work with. */
export interface ConsoleServices {
  readonly recordings: RecordingArchive;
  readonly policies: PolicyBook;
  readonly rules: RuleBook;
  readonly searches: SearchDesk;
}

export interface RecordingDeps {
  readonly stores: { readonly hosts: HostStore };
  readonly consoles: ConsoleServices;
  readonly audit: Audit;
}
