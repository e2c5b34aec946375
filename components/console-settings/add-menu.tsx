"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

/** One more of those that are not in the list yet. */
export function AddMenu(props: {
  label: string;
  choices: readonly { readonly value: string; readonly name: string }[];
  onAdd: (value: string) => void;
}) {
  return (
    <DropdownMenu modal={false}>
      <DropdownMenuTrigger asChild>
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          disabled={props.choices.length === 0}
        >
          <Plus aria-hidden />
          {props.label}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-h-96">
        {props.choices.map(({ value, name }) => (
          <DropdownMenuItem key={value} onSelect={() => props.onAdd(value)}>
            {name}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
