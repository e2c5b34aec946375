"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { z } from "zod";
import { useProblemText } from "@/components/status/problem-text";
import { api } from "@/lib/api-client";
import type { User, UserUpdate } from "@/lib/contracts/access";
import { queryKeys } from "@/lib/query-keys";

/** Changes and removal of users, with a toast of what came of it. */
export function useUserActions() {
  const t = useTranslations("access.users");
  const client = useQueryClient();
  const problemText = useProblemText();
  const onError = (error: unknown) => {
    const { title, detail } = problemText(error);
    toast.error(t("failed"), { description: detail || title });
  };
  const onSettled = () => client.invalidateQueries({ queryKey: queryKeys.users });
  const update = useMutation({
    mutationFn: ({ user, change }: { user: User; change: z.input<typeof UserUpdate> }) =>
      api.updateUser(user.id, change),
    onSuccess: (_, { user }) => toast.success(t("done.updated", { name: user.name })),
    onError,
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (user: User) => api.removeUser(user.id),
    onSuccess: (_, user) => toast.success(t("done.removed", { name: user.name })),
    onError,
    onSettled,
  });
  return { update, remove };
}
