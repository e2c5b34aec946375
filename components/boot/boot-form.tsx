"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { PermissionTip } from "@/components/access/permission-tip";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { type BootDevice, type BootRequest, bootDevices } from "@/lib/contracts/action";

const settable = bootDevices.filter((device) => device !== "none");

/** Chooses device, duration and firmware mode of an override. */
export function BootForm({ busy, onSet }: { busy: boolean; onSet: (request: BootRequest) => void }) {
  const t = useTranslations("boot");
  const [device, setDevice] = useState<BootDevice>("pxe");
  const [persistent, setPersistent] = useState(false);
  const [firmware, setFirmware] = useState<BootRequest["firmware"]>("uefi");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSet({ device, persistent, firmware });
  };
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Choices legend={t("chooseDevice")} className="sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-5">
        {settable.map((each) => (
          <Choice
            key={each}
            name="device"
            checked={device === each}
            onChange={() => setDevice(each)}
            title={t(`device.${each}`)}
            hint={t(`deviceHint.${each}`)}
          />
        ))}
      </Choices>
      <div className="grid gap-5 sm:grid-cols-2">
        <Choices legend={t("howLong")} className="lg:grid-cols-2">
          {[false, true].map((each) => (
            <Choice
              key={String(each)}
              name="persistent"
              checked={persistent === each}
              onChange={() => setPersistent(each)}
              title={t(each ? "persistentOption" : "onceOption")}
            />
          ))}
        </Choices>
        <Choices legend={t("firmwareLabel")} hint={t("uefiHint")} className="lg:grid-cols-2">
          {(["uefi", "bios"] as const).map((each) => (
            <Choice
              key={each}
              name="firmware"
              checked={firmware === each}
              onChange={() => setFirmware(each)}
              title={t(`firmware.${each}`)}
            />
          ))}
        </Choices>
      </div>
      <div className="grid gap-2">
        <PermissionTip permission="boot.control">
          {(disabled) => (
            <Button type="submit" disabled={disabled || busy} className="justify-self-start">
              {t("apply")}
            </Button>
          )}
        </PermissionTip>
        <p className="text-muted-foreground max-w-prose text-xs">{t("setHint")}</p>
      </div>
    </form>
  );
}

function Choices(props: { legend: string; hint?: string; className?: string; children: ReactNode }) {
  return (
    <fieldset className="grid content-start gap-2">
      <legend className="mb-2 text-sm font-medium">{props.legend}</legend>
      <div className={cn("grid gap-2", props.className)}>{props.children}</div>
      {props.hint && <p className="text-muted-foreground text-xs">{props.hint}</p>}
    </fieldset>
  );
}

function Choice(props: {
  name: string;
  checked: boolean;
  onChange: () => void;
  title: string;
  hint?: string;
}) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className="has-checked:border-primary has-checked:bg-primary/6 hover:bg-accent/50 flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2"
    >
      <input
        id={id}
        type="radio"
        name={props.name}
        checked={props.checked}
        onChange={props.onChange}
        className="accent-primary mt-0.5"
      />
      <span className="grid">
        <span>{props.title}</span>
        {props.hint && <span className="text-muted-foreground text-xs">{props.hint}</span>}
      </span>
    </label>
  );
}
