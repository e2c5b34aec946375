"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { leaving } from "./leaving";

/** Goes to another page by a key or a command, as a link does: what is on this page may hold the person back. */
export function useGo(): (href: string) => void {
  const router = useRouter();
  return useCallback(
    (href) => {
      if (!leaving.isHeldBack(href)) router.push(href);
    },
    [router],
  );
}
