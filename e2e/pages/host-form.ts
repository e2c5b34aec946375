import { expect, type Locator, type Page } from "@playwright/test";

export interface HostFields {
  readonly name?: string;
  readonly address?: string;
  readonly port?: number;
  readonly username?: string;
  readonly password?: string;
}

/** The sheet that adds or edits a host. */
export class HostForm {
  readonly sheet: Locator;

  constructor(readonly page: Page) {
    this.sheet = page.getByRole("dialog");
  }

  async openFromEmptyFleet(): Promise<void> {
    await this.page.getByRole("button", { name: "Add host" }).first().click();
    await expect(this.sheet.getByLabel("Name", { exact: true })).toBeVisible();
  }

  async fill(fields: HostFields): Promise<void> {
    const labels = {
      name: "Name",
      address: "Address",
      port: "UDP port",
      username: "User",
      password: "Password",
    } as const;
    for (const [field, label] of Object.entries(labels)) {
      const value = fields[field as keyof HostFields];
      if (value !== undefined) await this.sheet.getByLabel(label, { exact: true }).fill(String(value));
    }
  }

  async testConnection(): Promise<void> {
    await this.sheet.getByRole("button", { name: /^Test (connection|again)$/ }).click();
  }

  async save(): Promise<void> {
    await this.sheet.getByRole("button", { name: "Add host" }).click();
    await expect(this.sheet).toBeHidden();
  }
}
