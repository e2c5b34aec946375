import { expect, test, vi } from "vitest";
import type { LearntLoginStore } from "@/server/database/learnt-login-store";
import { LearntOnce } from "./learnt-once";

const board = { manufacturerId: 343, productId: 7, firmware: "1.02" };
const login: Parameters<LearntLoginStore["save"]>[1] = {
  protocol: "2.0",
  cipherSuite: 17,
  authentication: null,
  privilege: 4,
  workarounds: [],
  sentence: "Suite 17.",
};

test("the same lesson of the same make is kept once, another one anew", async () => {
  const save = vi.fn(async () => {});
  const learnt = new LearntOnce({ save });
  for (let host = 0; host < 3; host++) await learnt.save({ ...board }, { ...login });
  expect(save).toHaveBeenCalledTimes(1);
  await learnt.save({ ...board, firmware: "1.03" }, login);
  await learnt.save(board, { ...login, cipherSuite: 3 });
  await learnt.save(board, login);
  expect(save).toHaveBeenCalledTimes(4);
});

test("a lesson that could not be written is taught again", async () => {
  const save = vi.fn(async () => {});
  save.mockRejectedValueOnce(new Error("disk full"));
  const learnt = new LearntOnce({ save });
  await expect(learnt.save(board, login)).rejects.toThrow("disk full");
  await learnt.save(board, login);
  expect(save).toHaveBeenCalledTimes(2);
});
