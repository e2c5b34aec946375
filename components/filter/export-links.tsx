"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

const formats = ["csv", "json"] as const;

/** Downloads of a list in each format. */
export function ExportLinks({ href }: { href: (format: (typeof formats)[number]) => string }) {
  const t = useTranslations("common");
  return formats.map((format) => {
    const name = format.toUpperCase();
    return (
      <Button key={format} variant="outline" size="sm" asChild>
        <a href={href(format)} download aria-label={t("exportAs", { format: name })}>
          <Download aria-hidden />
          {name}
        </a>
      </Button>
    );
  });
}
