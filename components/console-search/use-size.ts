"use client";

import { useFormatter } from "next-intl";

const units = ["B", "KiB", "MiB", "GiB", "TiB"] as const;

/** `9.4 GiB`: amounts of output, in the reader's numbers. */
export function useSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
    return `${format.number(bytes / 1024 ** power, { maximumFractionDigits: 1 })} ${units[power]}`;
  };
}
