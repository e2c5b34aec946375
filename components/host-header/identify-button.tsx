"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronDown, Lightbulb } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { PermissionTip } from "@/components/access/permission-tip";
import { useRememberAction } from "@/components/power/use-action";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { api } from "@/lib/api-client";
import { cn } from "@/lib/cn";
import type { IdentifyRequest } from "@/lib/contracts/action";
import type { HostSummary } from "@/lib/contracts/host";

const BLINK_SECONDS = [15, 60, 240] as const;

/** State of the chassis identify LED and the ways to switch it. */
export function IdentifyButton({ host }: { host: HostSummary }) {
  const t = useTranslations("host.identify");
  const remember = useRememberAction();
  const send = useMutation({
    mutationFn: (request: IdentifyRequest) => api.identify(host.id, request),
    onSuccess: remember,
    onError: (error) => toast.error(t("failed"), { description: error.message }),
  });
  const state = host.identify ?? "unknown";
  const lit = state === "on" || state === "timed";
  return (
    <PermissionTip permission="identify.control">
      {(disabled) => (
        <DropdownMenu modal={false}>
          <DropdownMenuTrigger asChild>
            <Button
              variant="outline"
              disabled={disabled || send.isPending}
              aria-label={`${t("label")}: ${t(state)}`}
            >
              <Lightbulb
                aria-hidden
                className={cn(lit && "fill-info text-info", state === "timed" && "animate-pulse")}
              />
              <span className="max-sm:hidden">{lit ? t(state) : t("label")}</span>
              <ChevronDown aria-hidden className="opacity-60" />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {BLINK_SECONDS.map((seconds) => (
              <DropdownMenuItem key={seconds} onSelect={() => send.mutate({ mode: "timed", seconds })}>
                {t("blink", { seconds })}
              </DropdownMenuItem>
            ))}
            <DropdownMenuItem onSelect={() => send.mutate({ mode: "on", seconds: 15 })}>
              {t("stayOn")}
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => send.mutate({ mode: "off", seconds: 15 })}>
              {t("switchOff")}
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
      )}
    </PermissionTip>
  );
}
