import { expect, it } from "vitest";
import { appended, MOST_PAGES, type OutputWindow, withNewer, withOlder } from "./output-window";

const page = (from: number, length = 10) => ({
  from,
  until: from + length,
  bytes: new Uint8Array(length),
  times: [],
  marks: [],
});

const starts = (window: readonly { from: number }[]) => window.map(({ from }) => from);

it("grows at both ends and holds no more than it may", () => {
  let window: OutputWindow = [page(100)];
  for (let from = 110; from < 110 + MOST_PAGES * 10; from += 10) window = withNewer(window, page(from));
  expect(starts(window)).toEqual([110, 120, 130, 140]);
  expect(starts(withOlder(window, page(100)))).toEqual([100, 110, 120, 130]);
});

it("takes no page twice, none that overlaps and none that is empty", () => {
  const window = [page(100)];
  expect(withNewer(window, page(100))).toBe(window);
  expect(withNewer(window, page(105))).toBe(window);
  expect(withNewer(window, page(110, 0))).toBe(window);
  expect(withOlder(window, page(95))).toBe(window);
  expect(withOlder(window, page(90, 0))).toBe(window);
});

it("leaves holes of the recording as they are", () => {
  expect(starts(withNewer([page(0)], page(5000)))).toEqual([0, 5000]);
  expect(starts(withOlder([page(5000)], page(0)))).toEqual([0, 5000]);
});

it("knows what only goes on from what is shown", () => {
  const [first, second] = [page(0), page(10)];
  expect(appended([first], [first, second])).toEqual([second]);
  expect(appended([second], [first, second])).toBeNull();
  expect(appended([first, second], [second])).toBeNull();
  expect(appended([], [first])).toBeNull();
});
