"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import { ageOf } from "./age";

/** Dates in the person's own zone, numbers in their language. Call with ISO strings as the API gives them. */
export function useFormat() {
  const format = useFormatter();
  const t = useTranslations("common.age");
  return useMemo(() => {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return {
      /** `22 Nov 2026, 20:31:05` */
      dateTime: (iso: string) =>
        format.dateTime(new Date(iso), {
          timeZone,
          year: "numeric",
          month: "short",
          day: "numeric",
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          hourCycle: "h23",
        }),
      date: (iso: string) =>
        format.dateTime(new Date(iso), { timeZone, year: "numeric", month: "short", day: "numeric" }),
      /** `20:31:05` */
      time: (iso: string) =>
        format.dateTime(new Date(iso), {
          timeZone,
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          hourCycle: "h23",
        }),
      /** `3 min ago`; `now` in unix ms, from `useNow`. */
      age: (iso: string, now: number) => {
        const { unit, value } = ageOf(Date.parse(iso), now);
        return t(unit, { value });
      },
      number: (value: number, fractionDigits = 0) =>
        format.number(value, { maximumFractionDigits: fractionDigits }),
      watts: (value: number) => `${format.number(value, { maximumFractionDigits: 0 })} W`,
      bytes: (value: number) =>
        value < 1024
          ? `${format.number(value)} B`
          : `${format.number(value / 1024, { maximumFractionDigits: 1 })} KiB`,
    };
  }, [format, t]);
}
