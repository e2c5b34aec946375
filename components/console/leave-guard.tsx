"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { type Destination, leaving } from "@/components/shell/leaving";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { looksLikeShell } from "./shell-prompt";
import type { OpenConsole } from "./use-console";

const END_OF_INPUT = "\x04";

interface Props {
  open: OpenConsole;
  hostName: string;
  /** Type Ctrl-D without asking. */
  logOut: boolean;
}

/** Before the page is left by somebody who has the keyboard: a shell left open is the next person's. */
export function LeaveGuard({ open, hostName, logOut }: Props) {
  const t = useTranslations("console");
  const router = useRouter();
  const [target, setTarget] = useState<Destination | null>(null);
  const { client, terminal } = open;

  useEffect(() => {
    const shellIsOpen = () => client.writing && looksLikeShell(terminal.lineBeforeCursor);
    /** True when the person is asked first; the shell is closed where that was wished once and for all. */
    const isHeld = () => {
      if (!shellIsOpen()) return false;
      if (logOut) client.type(END_OF_INPUT);
      return !logOut;
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (isHeld()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
      if (!(link instanceof HTMLAnchorElement) || elsewhere || link.target === "_blank") return;
      if (link.origin !== location.origin || link.pathname === location.pathname || !isHeld()) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(`${link.pathname}${link.search}`);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    const release = leaving.holdBack((to) => {
      const isHere = typeof to === "string" && new URL(to, location.href).pathname === location.pathname;
      const held = !isHere && isHeld();
      if (held) setTarget(to);
      return held;
    });
    return () => {
      release();
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [client, terminal, logOut]);

  const leave = (typed: string) => {
    if (typed !== "") client.type(typed);
    if (typeof target === "string") router.push(target);
    else if (target !== null) leaving.takeStep(window, target);
    setTarget(null);
  };
  return (
    <AlertDialog open={target !== null} onOpenChange={(shown) => !shown && setTarget(null)}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t("leaveTitle", { host: hostName })}</AlertDialogTitle>
          <AlertDialogDescription>{t("leaveText")}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t("leaveStay")}</AlertDialogCancel>
          <Button variant="outline" onClick={() => leave("")}>
            {t("leaveOpen")}
          </Button>
          <AlertDialogAction onClick={() => leave(END_OF_INPUT)}>{t("leaveLogOut")}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
