import { expect, type Page } from "@playwright/test";

/** The serial console's tab. */
export class Terminal {
  constructor(readonly page: Page) {}

  async untilConnected(): Promise<void> {
    await expect(this.page.getByText("Connected", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  }

  /** Types as the one who has the keyboard, which comes a moment after the connection. */
  async type(text: string): Promise<void> {
    const mine = this.page.getByText("You have the keyboard", { exact: true });
    await expect(mine.first()).toBeVisible({ timeout: 30_000 });
    await this.press(text);
  }

  /** Presses keys, whoever has the keyboard. */
  async press(text: string): Promise<void> {
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
