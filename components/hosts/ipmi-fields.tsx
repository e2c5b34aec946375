"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "@/components/form/field";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import {
  type IpmiSettings,
  type IpmiWorkaround,
  ipmiCipherSuites,
  ipmiProtocols,
  ipmiWorkarounds,
} from "@/lib/contracts/ipmi-login";

interface Props {
  value: IpmiSettings;
  onChange: (value: IpmiSettings) => void;
}

type CipherSuite = IpmiSettings["cipherSuites"][number];
/** With encryption, integrity and an HMAC nobody has broken: what the default tries. */
const strong: readonly CipherSuite[] = [17, 3];
const workaroundNames = Object.keys(ipmiWorkarounds) as IpmiWorkaround[];

/** How this BMC is to be spoken to: for old and broken ones, folded away. */
export function IpmiFields({ value, onChange }: Props) {
  const t = useTranslations("hosts.ipmi");
  const changed = value.protocol !== "2.0" || value.cipherSuites.length > 0 || value.workarounds.length > 0;
  return (
    <details className="grid gap-3.5" open={changed || undefined}>
      <summary className="text-muted-foreground cursor-pointer text-xs font-medium tracking-wide uppercase">
        {t("title")}
      </summary>
      <div className="grid gap-4 pt-3">
        <p className="text-muted-foreground text-xs">{t("text")}</p>
        <Field label={t("protocol")} hint={t(`protocolHint.${protocolKey(value.protocol)}`)}>
          {(control) => (
            <Select
              value={value.protocol}
              onValueChange={(protocol) =>
                onChange({ ...value, protocol: protocol as IpmiSettings["protocol"] })
              }
            >
              <SelectTrigger {...control}>
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {ipmiProtocols.map((protocol) => (
                  <SelectItem key={protocol} value={protocol}>
                    {t(`protocols.${protocolKey(protocol)}`)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
        </Field>
        <CipherSuites value={value} onChange={onChange} />
        <Workarounds value={value} onChange={onChange} />
      </div>
    </details>
  );
}

/** Message keys cannot hold a dot. */
const protocolKey = (protocol: IpmiSettings["protocol"]) =>
  ({ "2.0": "v20", auto: "auto", "1.5": "v15" })[protocol] as "v20" | "auto" | "v15";

function CipherSuites({ value, onChange }: Props) {
  const t = useTranslations("hosts.ipmi");
  const weak = value.cipherSuites.some((suite) => !strong.includes(suite));
  return (
    <Field label={t("suites")} optional hint={weak ? t("suitesWeak") : t("suitesHint")}>
      {(control) => (
        <Input
          {...control}
          key={value.cipherSuites.join()}
          defaultValue={value.cipherSuites.join(", ")}
          placeholder="17, 3"
          inputMode="numeric"
          autoComplete="off"
          onBlur={(event) => onChange({ ...value, cipherSuites: suitesIn(event.target.value) })}
        />
      )}
    </Field>
  );
}

/** The numbers in a text that are cipher suites, each once, in the order given. */
function suitesIn(text: string): CipherSuite[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const known = numbers.filter((number): number is CipherSuite =>
    (ipmiCipherSuites as readonly number[]).includes(number),
  );
  return [...new Set(known)];
}

function Workarounds({ value, onChange }: Props) {
  const t = useTranslations("hosts.ipmi");
  const toggle = (name: IpmiWorkaround, on: boolean) => {
    const others = value.workarounds.filter((each) => each !== name);
    onChange({ ...value, workarounds: on ? [...others, name] : others });
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t("workarounds")}</legend>
      <p className="text-muted-foreground text-xs">{t("workaroundsHint")}</p>
      <ul className="grid max-h-72 gap-2 overflow-y-auto rounded-md border p-3">
        {workaroundNames.map((name) => (
          <li key={name}>
            <Workaround
              name={name}
              checked={value.workarounds.includes(name)}
              onChange={(on) => toggle(name, on)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function Workaround(props: { name: IpmiWorkaround; checked: boolean; onChange: (on: boolean) => void }) {
  const t = useTranslations("hosts.ipmi");
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox
        id={id}
        checked={props.checked}
        onCheckedChange={(next) => props.onChange(next === true)}
        aria-describedby={`${id}-hint`}
      />
      <div className="grid gap-0.5">
        <Label htmlFor={id} className="font-mono text-xs">
          {props.name}
          {ipmiWorkarounds[props.name].weakens && <Badge variant="warning">{t("weakens")}</Badge>}
        </Label>
        <p id={`${id}-hint`} className="text-muted-foreground text-xs">
          {t(`workaround.${props.name}`)}
        </p>
      </div>
    </div>
  );
}
