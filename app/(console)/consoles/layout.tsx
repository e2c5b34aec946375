import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { RequirePermission } from "@/components/access/require-permission";
import { ConsolesTabs } from "@/components/console-wall/consoles-tabs";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("consoles");
  return { title: t("title") };
}

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <RequirePermission permission="console.read">
      <div className="mx-auto w-full max-w-[120rem] px-3 py-3 sm:px-5">
        <ConsolesTabs />
        {children}
      </div>
    </RequirePermission>
  );
}
