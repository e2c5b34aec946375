import type { Locale } from "../locales";
import type { PhraseCatalogue } from "./phrase-book";
import zhActions from "./zh/actions.json";
import zhAudit from "./zh/audit.json";
import zhConsoles from "./zh/consoles.json";
import zhEvents from "./zh/events.json";
import zhFailures from "./zh/failures.json";
import zhHardware from "./zh/hardware.json";
import zhHosts from "./zh/hosts.json";
import zhProblems from "./zh/problems.json";
import zhStates from "./zh/states.json";

/** The engine's texts by language, for the server to hand to a page; English ones need none. */
export const phraseCatalogues: Readonly<Record<Locale, PhraseCatalogue>> = {
  en: {},
  zh: {
    ...zhActions,
    ...zhAudit,
    ...zhConsoles,
    ...zhEvents,
    ...zhFailures,
    ...zhHardware,
    ...zhHosts,
    ...zhProblems,
    ...zhStates,
  },
};
