"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { PermissionTip } from "@/components/access/permission-tip";
import { useHosts } from "@/components/hosts/use-hosts";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/api-client";
import { queryKeys } from "@/lib/query-keys";

/** Over every page while there are simulated hosts: that they are, and one click to be rid of them. */
export function DemoBanner() {
  const t = useTranslations("shell.demo");
  const client = useQueryClient();
  const { data } = useHosts();
  const remove = useMutation({
    mutationFn: api.removeDemo,
    onSuccess: () => toast.success(t("removed")),
    onError: (error) => toast.error(t("failed"), { description: error.message }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.hosts }),
  });
  const count = data?.hosts.filter((host) => host.simulated).length ?? 0;
  if (count === 0) return null;
  return (
    <div role="status" className="border-warning/40 bg-warning/10 border-b">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-1.5 text-sm">
        <FlaskConical aria-hidden className="text-warning size-4 shrink-0" />
        <p className="min-w-0 flex-1">{t("text", { count })}</p>
        <PermissionTip permission="host.write">
          {(disabled) => (
            <Button
              variant="outline"
              size="sm"
              disabled={disabled || remove.isPending}
              onClick={() => remove.mutate()}
            >
              {remove.isPending ? t("removing") : t("remove")}
            </Button>
          )}
        </PermissionTip>
      </div>
    </div>
  );
}
