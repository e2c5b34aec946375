import { Search } from "lucide-react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";

/** The text part of a filter above a list. */
export function SearchField({
  value,
  label,
  onChange,
  className,
}: {
  value: string;
  label: string;
  onChange: (value: string) => void;
  className?: string;
}) {
  return (
    <div className={cn("relative min-w-40 flex-1 sm:max-w-64", className)}>
      <Search
        aria-hidden
        className="text-muted-foreground pointer-events-none absolute top-1/2 left-2.5 size-3.5 -translate-y-1/2"
      />
      <Input
        type="search"
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        aria-label={label}
        placeholder={label}
        className="pl-8"
      />
    </div>
  );
}
