import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/shell/notice";
import { Button } from "@/components/ui/button";

export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <Notice title={t("title")} text={t("text")}>
      <Button asChild variant="outline">
        <Link href="/">{t("home")}</Link>
      </Button>
    </Notice>
  );
}
