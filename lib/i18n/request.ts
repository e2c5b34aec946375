import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE, type Locale, locales } from "./locales";
import { messages } from "./messages";

/** The person's choice, else the first language of the browser we speak, else English. */
export default getRequestConfig(async () => {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value;
  const accepted = (await headers()).get("accept-language")?.split(",") ?? [];
  const wanted = [chosen ?? "", ...accepted.map((part) => part.trim().slice(0, 2).toLowerCase())];
  const locale: Locale = wanted.map((w) => locales.find((l) => l === w)).find((l) => l !== undefined) ?? "en";
  return { locale, messages: messages[locale], timeZone: "UTC" };
});
