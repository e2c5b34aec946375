"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** Some of a list; none chosen stands for all of it. */
export function ChoiceMenu(props: {
  /** What is chosen, in words. */
  label: string;
  /** What is chosen from. */
  name: string;
  choices: readonly { readonly value: string; readonly name: string }[];
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}) {
  const { chosen, onChoose } = props;
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button variant="outline" aria-label={`${props.name}: ${props.label}`} className="max-w-64">
          <span className="truncate">{props.label}</span>
          <ChevronDown aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-h-96">
        {props.choices.map(({ value, name }) => (
          <DropdownMenuCheckboxItem
            key={value}
            checked={chosen.includes(value)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(on) =>
              onChoose(on ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          >
            {name}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
