import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { phraseCatalogues } from "@/lib/i18n/phrases/catalogues";
import { PhrasesProvider } from "@/lib/i18n/phrases/phrases-provider";

export const metadata: Metadata = {
  title: { default: "Lightsout", template: "%s · Lightsout" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f9fafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0e0f13" },
  ],
};

const languageTags = { en: "en", zh: "zh-Hans" } as const;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce");
  const locale = await getLocale();
  return (
    <html lang={languageTags[locale]} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>
          <PhrasesProvider catalogue={phraseCatalogues[locale]}>
            <Providers {...(nonce === null ? {} : { nonce })}>{children}</Providers>
          </PhrasesProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
