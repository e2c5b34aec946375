import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SetupForm } from "@/components/access/setup-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.setup");
  return { title: t("title"), referrer: "no-referrer" };
}

export default async function Page({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  return <SetupForm token={typeof token === "string" && token !== "" ? token : null} />;
}
