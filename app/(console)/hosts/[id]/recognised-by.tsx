import { useTranslations } from "next-intl";
import type { BoardSigns } from "@/lib/contracts/board-signs";

const own = ["boardSerial", "productSerial", "mac"] as const;

/** What a BMC without a GUID of its own is told from others by. */
export function RecognisedBy({ signs }: { signs: BoardSigns }) {
  const t = useTranslations("host.sign");
  const known = own.flatMap((sign) => {
    const value = signs[sign];
    return value === null ? [] : [{ sign, value }];
  });
  if (known.length === 0) return t("none");
  return known.map(({ sign, value }) => (
    <span key={sign} className="block">
      {t(sign, { value })}
    </span>
  ));
}
