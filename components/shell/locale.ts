import { LOCALE_COOKIE, type Locale } from "@/lib/i18n/locales";

const YEAR_S = 365 * 24 * 60 * 60;

/** Each language in its own words, so that a person finds theirs in any other. */
export const localeNames: Record<Locale, string> = { en: "English", zh: "简体中文" };

/**
 * Keeps the choice in this browser; the caller refreshes the page's server parts. The Cookie Store API is absent on plain http,
 * which is how an engine on a management network is often reached.
 */
export function chooseLocale(locale: Locale, page: { cookie: string } = document): void {
  page.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
