"use client";

import { Hourglass, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { FailureText } from "@/components/status/failure-text";
import { useNow } from "@/components/status/now";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Contact } from "@/lib/contracts/host";
import { useFormat } from "@/lib/format/use-format";

/** Since when the BMC does not answer, why, and what to do; nothing while it does. */
export function ContactNotice({ contact }: { contact: Contact }) {
  const t = useTranslations("host.contact");
  const format = useFormat();
  const now = useNow();
  if (contact.state === "online") return null;
  if (contact.state === "new") {
    return (
      <Alert role="status">
        <Hourglass aria-hidden />
        <AlertTitle className="font-normal">{t("new")}</AlertTitle>
      </Alert>
    );
  }
  return (
    <Alert variant="critical" role="status">
      <Unplug aria-hidden />
      <AlertTitle>
        {contact.since ? t("failingTitle", { since: format.dateTime(contact.since) }) : t("failingFirst")}
      </AlertTitle>
      <AlertDescription>
        {contact.failure && <FailureText failure={contact.failure} withLayer />}
        <p>
          {contact.lastSeenAt ? t("lastSeen", { age: format.age(contact.lastSeenAt, now) }) : t("neverSeen")}
        </p>
      </AlertDescription>
    </Alert>
  );
}
