import { expect, type Page } from "@playwright/test";

/** The serial console's tab. */
export class Terminal {
  constructor(readonly page: Page) {}

  async untilConnected(): Promise<void> {
    await expect(this.page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  }

  async type(text: string): Promise<void> {
    await this.page.locator(".xterm-helper-textarea").focus();
    for (const part of text.split(/(\r)/)) {
      if (part === "\r") await this.page.keyboard.press("Enter");
      else if (part) await this.page.keyboard.type(part);
    }
  }

  /** Waits until the text stands somewhere in the terminal. */
  async expectText(text: string): Promise<void> {
    await expect(this.page.locator(".xterm-rows")).toContainText(text, { timeout: 20_000 });
  }
}
