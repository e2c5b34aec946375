import { expect, type Page } from "@playwright/test";
import { administrator } from "../fixtures/api";

/** Fills the setup page; ends logged in on the fleet page. */
export async function completeSetup(page: Page, setupLink: string): Promise<void> {
  await page.goto(setupLink);
  await page.getByLabel("Your name").fill(administrator.name);
  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password", { exact: true }).fill(administrator.password);
  await page.getByLabel("Password again").fill(administrator.password);
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByRole("heading", { name: "Hosts", exact: true })).toBeVisible();
}

export async function logIn(page: Page, url: string, email: string, password: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect(page.getByRole("heading", { name: "Hosts", exact: true })).toBeVisible();
}
