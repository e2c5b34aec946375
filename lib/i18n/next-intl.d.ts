import type { Locale as KnownLocale } from "./locales";
import type { Messages as KnownMessages } from "./messages";

/** Keys of `useTranslations` and `t` are checked against the English files. */
declare module "next-intl" {
  interface AppConfig {
    Locale: KnownLocale;
    Messages: KnownMessages;
  }
}
