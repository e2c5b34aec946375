export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];
/** Cookie in which the browser keeps the choice; absent: Accept-Language decides. */
export const LOCALE_COOKIE = "lightsout-locale";
