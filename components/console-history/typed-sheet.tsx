"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Keyboard } from "lucide-react";
import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/api-client";
import { useFormat } from "@/lib/format/use-format";
import { queryKeys } from "@/lib/query-keys";
import { passagesOf, type TypedPassage } from "./typed-passages";
import { visibleTyped } from "./visible-typed";

/** A writer's turn at the keyboard; without an end when it is the last. */
export interface TypedTurn {
  readonly since: string;
  readonly before: string | undefined;
}

/** Every look is in the audit: asked for once, and forgotten when it is closed. */
function useTyped(hostId: string, { since, before }: TypedTurn) {
  return useInfiniteQuery({
    queryKey: queryKeys.consoleTyped(hostId, since),
    queryFn: ({ pageParam, signal }) => api.consoleTyped(hostId, { since, before, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

/** What was typed in a writer's turn, as far as the accounts of those who typed say that it is kept. */
export function TypedSheet({
  hostId,
  turn,
  onClose,
}: {
  hostId: string;
  turn: TypedTurn;
  onClose: () => void;
}) {
  const t = useTranslations("console-history.typed");
  const { data, error, refetch, hasNextPage, isFetching, fetchNextPage } = useTyped(hostId, turn);
  const passages = passagesOf(data?.pages.flatMap(({ typed }) => typed) ?? []);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle className="flex items-center gap-2">
            <Keyboard aria-hidden className="size-5" />
            {t("title")}
          </SheetTitle>
          <SheetDescription>{t("text")}</SheetDescription>
        </SheetHeader>
        <div className="grid content-start gap-3 overflow-y-auto px-5 py-4" aria-busy={isFetching}>
          {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Skeleton className="h-40" />}
          {data && passages.length === 0 && <p className="text-muted-foreground text-sm">{t("nothing")}</p>}
          <ol className="grid gap-3">
            {passages.map((passage) => (
              <Passage key={passage.id} passage={passage} />
            ))}
          </ol>
          {hasNextPage && (
            <Button variant="outline" disabled={isFetching} onClick={() => void fetchNextPage()}>
              {t("more")}
            </Button>
          )}
        </div>
      </SheetContent>
    </Sheet>
  );
}

function Passage({ passage: { at, typist, count, bytes } }: { passage: TypedPassage }) {
  const t = useTranslations("console-history.typed");
  const format = useFormat();
  return (
    <li className="grid gap-1">
      <p className="text-muted-foreground text-xs break-words">
        {t("by", { time: format.dateTime(at), typist, bytes: count })}
      </p>
      {bytes === null ? (
        <p className="text-critical text-sm">{t("unreadable")}</p>
      ) : (
        <pre className="bg-muted/60 rounded-md border px-2 py-1 font-mono text-xs break-all whitespace-pre-wrap">
          <TypedText bytes={bytes} />
        </pre>
      )}
    </li>
  );
}

/** Keys without a character stand out: `^C` is not the two characters. */
function TypedText({ bytes }: { bytes: Uint8Array }) {
  let place = 0;
  return visibleTyped(bytes).map(({ text, key }) => {
    place += text.length;
    return key ? (
      <span key={place} className="text-info">
        {text}
      </span>
    ) : (
      text
    );
  });
}
