import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RequirePermission } from "@/components/access/require-permission";
import { UsersPage } from "@/components/access/users-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.users");
  return { title: t("title") };
}

export default function Page() {
  return (
    <RequirePermission permission="user.manage">
      <UsersPage />
    </RequirePermission>
  );
}
