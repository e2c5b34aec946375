import { expect, type Locator, type Page } from "@playwright/test";
import { toLocalInput } from "@/components/console-history/local-time";

/** The history of a console. */
export class Recording {
  readonly section: Locator;
  /** What happened at places of it, one button each. */
  readonly marks: Locator;

  constructor(readonly page: Page) {
    this.section = page.getByRole("region", { name: /^History of the console of / });
    this.marks = this.section.locator("details");
  }

  async focus(): Promise<void> {
    await this.section.locator(".xterm-helper-textarea").focus();
  }

  /** Waits until the text stands on the screen, where the person sees it. */
  async expectText(text: string): Promise<void> {
    await expect(this.section.locator(".xterm-rows")).toContainText(text, { timeout: 20_000 });
  }

  async jumpTo(moment: number): Promise<void> {
    await this.section.getByLabel("Jump to a time").fill(toLocalInput(moment));
    await this.section.getByRole("button", { name: "Go", exact: true }).click();
  }
}
