"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { api } from "@/lib/api-client";

/** Ends the login and leaves with a full load, so that nothing of it stays in memory. */
export function useLogout(): () => void {
  const t = useTranslations("shell");
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: api.logout,
    onSuccess: () => {
      client.clear();
      location.assign("/login");
    },
    onError: () => toast.error(t("logoutFailed")),
  });
  return mutate;
}
