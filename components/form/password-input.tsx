"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";

/** A password field that can be looked at. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, "type">) {
  const t = useTranslations("common");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        autoCapitalize="off"
        spellCheck={false}
        {...props}
        type={shown ? "text" : "password"}
        className="pr-9"
      />
      <button
        type="button"
        aria-label={shown ? t("hidePassword") : t("showPassword")}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="text-muted-foreground hover:text-foreground absolute inset-y-0 right-0 grid w-9 place-items-center rounded-r-md"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </div>
  );
}
