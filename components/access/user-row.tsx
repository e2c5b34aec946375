"use client";

import {
  Ban,
  CircleCheck,
  EllipsisVertical,
  Eye,
  EyeOff,
  KeyRound,
  LockKeyhole,
  LockKeyholeOpen,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { Age } from "@/components/status/age";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { TableCell, TableRow } from "@/components/ui/table";
import type { User } from "@/lib/contracts/access";
import { useFormat } from "@/lib/format/use-format";
import { RoleSelect } from "./role-select";
import { useUserActions } from "./use-user-actions";
import type { UserQuestion } from "./user-dialogs";

interface Props {
  user: User;
  isMe: boolean;
  onQuestion: (question: UserQuestion) => void;
}

/** One user. A person cannot lock themselves out here: their own row's menu has nothing that could. */
export function UserRow({ user, isMe, onQuestion }: Props) {
  const t = useTranslations("access.users");
  return (
    <TableRow>
      <TableCell className="max-w-0 w-full">
        <span className="flex items-center gap-2 font-medium">
          <span className="truncate">{user.name}</span>
          {isMe && <Badge variant="info">{t("you")}</Badge>}
          {user.keepTyping && (
            <Badge variant="outline">
              <Eye aria-hidden /> {t("typingKept")}
            </Badge>
          )}
        </span>
        <span className="text-muted-foreground block truncate text-xs">{user.email}</span>
        <span className="mt-1 block sm:hidden">
          <UserState user={user} />
        </span>
      </TableCell>
      <TableCell>
        <RoleSelect
          size="sm"
          value={user.role}
          disabled={isMe}
          label={t("roleOf", { name: user.name })}
          onChange={(role) => role !== user.role && onQuestion({ kind: "role", user, role })}
        />
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <UserState user={user} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-md:hidden">
        {user.lastLoginAt === null ? (
          <span className="text-muted-foreground">{t("never")}</span>
        ) : (
          <Age at={user.lastLoginAt} staleAfterMs={null} />
        )}
      </TableCell>
      <TableCell className="text-right">
        <UserMenu user={user} isMe={isMe} onQuestion={onQuestion} />
      </TableCell>
    </TableRow>
  );
}

function UserState({ user }: { user: User }) {
  const t = useTranslations("access.users.state");
  const format = useFormat();
  if (user.disabled) {
    return (
      <Badge variant="muted">
        <Ban aria-hidden /> {t("disabled")}
      </Badge>
    );
  }
  if (user.lockedUntil !== null) {
    return (
      <Badge variant="warning" className="max-sm:whitespace-normal">
        <LockKeyhole aria-hidden /> {t("locked", { time: format.time(user.lockedUntil) })}
      </Badge>
    );
  }
  return (
    <Badge variant="ok">
      <CircleCheck aria-hidden /> {t("active")}
    </Badge>
  );
}

function UserMenu({ user, isMe, onQuestion }: Props) {
  const t = useTranslations("access.users");
  const { update } = useUserActions();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t("menu", { name: user.name })}>
          <EllipsisVertical aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {user.keepTyping ? (
          <DropdownMenuItem onSelect={() => update.mutate({ user, change: { keepTyping: false } })}>
            <EyeOff aria-hidden /> {t("stopKeeping")}
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => onQuestion({ kind: "keep-typing", user })}>
            <Eye aria-hidden /> {t("keepTyping")}
          </DropdownMenuItem>
        )}
        {!isMe && <LoginItems user={user} onQuestion={onQuestion} />}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** What decides whether the user may log in. */
function LoginItems({ user, onQuestion }: Omit<Props, "isMe">) {
  const t = useTranslations("access.users");
  const { update } = useUserActions();
  return (
    <>
      {user.lockedUntil !== null && (
        <DropdownMenuItem onSelect={() => update.mutate({ user, change: { unlock: true } })}>
          <LockKeyholeOpen aria-hidden /> {t("unlock")}
        </DropdownMenuItem>
      )}
      <DropdownMenuItem onSelect={() => onQuestion({ kind: "reset", user })}>
        <KeyRound aria-hidden /> {t("resetPassword")}
      </DropdownMenuItem>
      {user.disabled ? (
        <DropdownMenuItem onSelect={() => update.mutate({ user, change: { disabled: false } })}>
          <CircleCheck aria-hidden /> {t("enable")}
        </DropdownMenuItem>
      ) : (
        <DropdownMenuItem onSelect={() => onQuestion({ kind: "disable", user })}>
          <Ban aria-hidden /> {t("disable")}
        </DropdownMenuItem>
      )}
      <DropdownMenuSeparator />
      <DropdownMenuItem variant="destructive" onSelect={() => onQuestion({ kind: "remove", user })}>
        <Trash2 aria-hidden /> {t("remove")}
      </DropdownMenuItem>
    </>
  );
}
