"use client";

import { CircleAlertIcon, CircleCheckIcon, InfoIcon, LoaderCircleIcon, TriangleAlertIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { Toaster as Sonner, type ToasterProps } from "sonner";

const themes = ["light", "dark", "system"] as const;

function Toaster(props: ToasterProps) {
  const { theme } = useTheme();
  const t = useTranslations("common");
  return (
    <Sonner
      theme={themes.find((t) => t === theme) ?? "system"}
      containerAriaLabel={t("notifications")}
      position="bottom-right"
      icons={{
        success: <CircleCheckIcon className="text-ok size-4" />,
        info: <InfoIcon className="text-info size-4" />,
        warning: <TriangleAlertIcon className="text-warning size-4" />,
        error: <CircleAlertIcon className="text-critical size-4" />,
        loading: <LoaderCircleIcon className="size-4 animate-spin" />,
      }}
      toastOptions={{
        classNames: {
          toast: "!bg-popover !text-popover-foreground !border-border !font-sans !text-sm !rounded-lg !shadow-xl",
          description: "!text-muted-foreground",
        },
      }}
      {...props}
    />
  );
}

export { Toaster };
