"use client";

export function ConsolePage({ hostId }: { hostId: string }) {
  return <p>{hostId}</p>;
}
