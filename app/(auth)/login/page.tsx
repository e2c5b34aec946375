import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { LoginForm } from "@/components/access/login-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.login");
  return { title: t("title") };
}

export default function Page() {
  return (
    <Suspense>
      <LoginForm />
    </Suspense>
  );
}
