"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ControlProps } from "@/components/form/field";
import { cn } from "@/lib/cn";

/** Tags as chips: Enter or a comma makes one, Backspace in an empty field takes the last away. */
export function TagInput({
  control,
  value,
  onChange,
}: {
  control: ControlProps;
  value: readonly string[];
  onChange: (tags: string[]) => void;
}) {
  const t = useTranslations("hosts.form");
  const [text, setText] = useState("");
  const add = () => {
    const tags = text
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== "" && !value.includes(tag));
    if (tags.length > 0) onChange([...value, ...new Set(tags)]);
    setText("");
  };
  return (
    <div
      className={cn(
        "border-input bg-card focus-within:border-ring focus-within:outline-ring/40 flex min-h-8 flex-wrap items-center gap-1 rounded-md border px-1.5 py-1 shadow-xs focus-within:outline-2 pointer-coarse:min-h-10",
        control["aria-invalid"] && "border-destructive",
      )}
    >
      {value.map((tag) => (
        <span
          key={tag}
          className="bg-secondary inline-flex h-5.5 max-w-full items-center gap-0.5 rounded-sm pl-1.5 text-xs"
        >
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={t("removeTag", { tag })}
            onClick={() => onChange(value.filter((other) => other !== tag))}
            className="text-muted-foreground hover:text-foreground grid size-5 place-items-center rounded-sm"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        {...control}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if ((event.key === "Enter" || event.key === ",") && text.trim() !== "") {
            event.preventDefault();
            add();
          } else if (event.key === "Backspace" && text === "") {
            onChange(value.slice(0, -1));
          }
        }}
        placeholder={value.length === 0 ? t("tagsPlaceholder") : undefined}
        autoComplete="off"
        className="placeholder:text-muted-foreground/80 min-w-20 flex-1 bg-transparent px-1 text-sm outline-none max-md:text-base"
      />
    </div>
  );
}
