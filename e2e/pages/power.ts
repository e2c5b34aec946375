import { expect, type Page } from "@playwright/test";

/** Chooses a verb in the power menu, confirms it, and waits for the outcome's word. */
export async function switchPower(page: Page, verb: string, confirm: string, outcome: string): Promise<void> {
  await page
    .getByRole("button", { name: /^Power of / })
    .first()
    .click();
  await page.getByRole("menuitem", { name: verb }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(dialog.getByText(outcome).first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}
