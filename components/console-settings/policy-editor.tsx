"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { useHosts } from "@/components/hosts/use-hosts";
import { ErrorState } from "@/components/status/error-state";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/api-client";
import type { ConsolePolicies } from "@/lib/contracts/recording";
import { queryKeys } from "@/lib/query-keys";
import { AddMenu } from "./add-menu";
import { Override } from "./override";
import { isSendable, movedUp } from "./policy-draft";
import { PolicyFields } from "./policy-fields";

/** All policies at once: nothing counts before it is saved. */
export function PolicyEditor({ saved }: { saved: ConsolePolicies }) {
  const t = useTranslations("console-settings.policy");
  const client = useQueryClient();
  const [draft, setDraft] = useState(saved);
  const change = (part: Partial<ConsolePolicies>) => setDraft((held) => ({ ...held, ...part }));
  const save = useMutation({
    mutationFn: api.saveConsolePolicies,
    onSuccess: (next) => {
      toast.success(t("saved"));
      client.setQueryData(queryKeys.consolePolicies, next);
    },
  });
  const changed = JSON.stringify(draft) !== JSON.stringify(saved);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSendable(draft)) save.mutate(draft);
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <Card title={t("default")} text={t("defaultText")}>
        <PolicyFields
          policy={draft.default}
          inherited={null}
          onChange={(policy) => change({ default: { ...draft.default, ...policy } })}
        />
      </Card>
      <TagPolicies draft={draft} onChange={change} />
      <HostPolicies draft={draft} onChange={change} />
      {save.error && <ErrorState error={save.error} />}
      {changed && (
        <div className="bg-popover sticky bottom-3 flex flex-wrap items-center gap-2 rounded-lg border px-3 py-2 shadow-lg">
          <p role="status" className="mr-auto text-sm">
            {t("unsaved")}
          </p>
          <Button variant="outline" onClick={() => setDraft(saved)}>
            {t("discard")}
          </Button>
          <Button type="submit" disabled={save.isPending || !isSendable(draft)}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}

interface PartProps {
  draft: ConsolePolicies;
  onChange: (part: Partial<ConsolePolicies>) => void;
}

function TagPolicies({ draft, onChange }: PartProps) {
  const t = useTranslations("console-settings.policy");
  const hosts = useHosts().data?.hosts ?? [];
  const taken = new Set(draft.tags.map(({ tag }) => tag));
  const free = [...new Set(hosts.flatMap((host) => host.tags))].filter((tag) => !taken.has(tag)).sort();
  return (
    <Card title={t("tags")} text={t(draft.tags.length === 0 ? "tagsNone" : "tagsText")}>
      {draft.tags.map((item, index) => (
        <Override
          key={item.tag}
          name={item.tag}
          policy={item.policy}
          inherited={draft.default}
          onChange={(policy) => onChange({ tags: draft.tags.with(index, { ...item, policy }) })}
          onUp={index === 0 ? null : () => onChange({ tags: movedUp(draft.tags, index) })}
          removeLabel={t("removeTag", { name: item.tag })}
          onRemove={() => onChange({ tags: draft.tags.filter((other) => other !== item) })}
        />
      ))}
      <AddMenu
        label={t("addTag")}
        choices={free.map((tag) => ({ value: tag, name: tag }))}
        onAdd={(tag) => onChange({ tags: [...draft.tags, { tag, policy: {} }] })}
      />
    </Card>
  );
}

function HostPolicies({ draft, onChange }: PartProps) {
  const t = useTranslations("console-settings.policy");
  const hosts = useHosts().data?.hosts ?? [];
  const taken = new Set(draft.hosts.map(({ hostId }) => hostId));
  const free = hosts.filter(({ id }) => !taken.has(id)).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Card title={t("hosts")} text={draft.hosts.length === 0 ? t("hostsNone") : null}>
      {draft.hosts.map((item, index) => {
        const host = hosts.find(({ id }) => id === item.hostId);
        const name = host?.name ?? t("goneHost");
        const ofTag = draft.tags.find(({ tag }) => host?.tags.includes(tag))?.policy;
        return (
          <Override
            key={item.hostId}
            name={name}
            policy={item.policy}
            inherited={{ ...draft.default, ...ofTag }}
            onChange={(policy) => onChange({ hosts: draft.hosts.with(index, { ...item, policy }) })}
            onUp={null}
            removeLabel={t("removeHost", { name })}
            onRemove={() => onChange({ hosts: draft.hosts.filter((other) => other !== item) })}
          />
        );
      })}
      <AddMenu
        label={t("addHost")}
        choices={free.map(({ id, name }) => ({ value: id, name }))}
        onAdd={(hostId) => onChange({ hosts: [...draft.hosts, { hostId, policy: {} }] })}
      />
    </Card>
  );
}

function Card({ title, text, children }: { title: string; text: string | null; children: ReactNode }) {
  return (
    <section className="bg-card grid gap-2 rounded-lg border px-4 py-3">
      <h2 className="font-semibold">{title}</h2>
      {text !== null && <p className="text-muted-foreground text-sm">{text}</p>}
      {children}
    </section>
  );
}
