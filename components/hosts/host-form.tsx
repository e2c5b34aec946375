"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleStop, LoaderCircle, PlugZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { toast } from "sonner";
import { type FieldProblems, fromApi } from "@/components/form/field-errors";
import { useProblemText } from "@/components/status/problem-text";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { SheetFooter } from "@/components/ui/sheet";
import { api } from "@/lib/api-client";
import type { HostDetail } from "@/lib/contracts/host";
import { queryKeys } from "@/lib/query-keys";
import { ConnectionTest } from "./connection-test";
import { BmcFields, HostFields } from "./host-fields";
import {
  checkConnectionTest,
  checkHostUpdate,
  checkNewHost,
  type HostFormValues,
  initialValues,
} from "./host-form-values";
import { IpmiFields } from "./ipmi-fields";
import { type ConnectionTest as Test, useConnectionTest } from "./use-connection-test";

/** Adds a host, or edits `host`. A host can be saved without its connection being tested. */
export function HostForm({ host, onDone }: { host: HostDetail | null; onDone: () => void }) {
  const t = useTranslations("hosts.form");
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<HostFormValues>(() => initialValues(host));
  const [problems, setProblems] = useState<FieldProblems>({});
  const { test, run, stop } = useConnectionTest();
  const save = useSaveHost(host, onDone);

  const refuse = (found: FieldProblems) => {
    setProblems(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  const change = (part: Partial<HostFormValues>) => {
    setValues((held) => ({ ...held, ...part }));
    setProblems((held) => Object.fromEntries(Object.entries(held).filter(([field]) => !(field in part))));
  };
  const onTest = () => {
    const checked = checkConnectionTest(values, host);
    if (!checked.ok) return refuse(checked.problems);
    setProblems({});
    void run(checked.input);
  };
  const send = (request: () => Promise<HostDetail>) =>
    save.mutate(request, { onError: (error) => refuse(fromApi(error)) });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (host) {
      const checked = checkHostUpdate(values, host);
      if (!checked.ok) return refuse(checked.problems);
      return send(() => api.updateHost(host.id, checked.input));
    }
    const checked = checkNewHost(values);
    if (!checked.ok) return refuse(checked.problems);
    send(() => api.createHost(checked.input));
  };

  const fields = { values, problems, onChange: change, host };
  return (
    <form ref={form} noValidate onSubmit={onSubmit} className="flex min-h-0 flex-1 flex-col">
      <div className="grid flex-1 content-start gap-6 overflow-y-auto px-5 py-4">
        <HostFields {...fields} />
        <BmcFields {...fields} />
        <IpmiFields value={values.ipmi} onChange={(ipmi) => change({ ipmi })} />
        <ConnectionTest test={test} />
        {save.error && Object.keys(fromApi(save.error)).length === 0 && <SaveError error={save.error} />}
      </div>
      <SheetFooter className="flex-wrap">
        <TestButton state={test.state} onTest={onTest} onStop={stop} />
        <Button type="submit" disabled={save.isPending} className="ml-auto">
          {save.isPending && <LoaderCircle aria-hidden className="animate-spin" />}
          {host ? t("save") : t("create")}
        </Button>
      </SheetFooter>
    </form>
  );
}

function TestButton({
  state,
  onTest,
  onStop,
}: {
  state: Test["state"];
  onTest: () => void;
  onStop: () => void;
}) {
  const t = useTranslations("hosts.test");
  if (state === "running") {
    return (
      <Button variant="outline" onClick={onStop}>
        <CircleStop aria-hidden /> {t("stop")}
      </Button>
    );
  }
  return (
    <Button variant="outline" onClick={onTest} title={t("idle")}>
      <PlugZap aria-hidden /> {state === "idle" ? t("button") : t("again")}
    </Button>
  );
}

function SaveError({ error }: { error: unknown }) {
  const t = useTranslations("hosts.form");
  const { title, detail } = useProblemText()(error);
  return (
    <Alert variant="critical">
      <CircleAlert aria-hidden />
      <AlertTitle>{t("failed")}</AlertTitle>
      <AlertDescription>
        <p>{title}</p>
        {detail !== "" && <p>{detail}</p>}
      </AlertDescription>
    </Alert>
  );
}

function useSaveHost(host: HostDetail | null, onDone: () => void) {
  const t = useTranslations("hosts.form");
  const router = useRouter();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (send: () => Promise<HostDetail>) => send(),
    onSuccess: (saved) => {
      client.setQueryData(queryKeys.host(saved.id), saved);
      void client.invalidateQueries({ queryKey: queryKeys.hosts });
      if (host) toast.success(t("saved", { name: saved.name }));
      else {
        toast.success(t("created", { name: saved.name }), {
          description: t("createdText"),
          action: { label: t("open"), onClick: () => router.push(`/hosts/${saved.id}`) },
        });
      }
      onDone();
    },
  });
}
