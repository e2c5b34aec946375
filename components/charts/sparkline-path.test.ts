import { describe, expect, it } from "vitest";
import { sparklinePath } from "./sparkline-path";

describe("sparklinePath", () => {
  it("spans the box from the first to the last reading, high values up", () => {
    expect(
      sparklinePath(
        [
          [0, 10],
          [30, 20],
          [60, 10],
        ],
        60,
        20,
        0,
      ),
    ).toBe("M0.0 20.0L30.0 0.0L60.0 20.0");
  });

  it("draws a constant value in the middle", () => {
    expect(
      sparklinePath(
        [
          [0, 5],
          [1, 5],
        ],
        10,
        20,
      ),
    ).toBe("M0.0 10.0L10.0 10.0");
  });

  it("breaks the line where readings paused", () => {
    const path = sparklinePath(
      [
        [0, 1],
        [30, 1],
        [60, 1],
        [600, 1],
      ],
      60,
      20,
    );
    expect(path.match(/M/g)).toHaveLength(2);
  });

  it("is empty for one reading or readings of one moment", () => {
    expect(sparklinePath([[0, 5]], 10, 10)).toBe("");
    expect(
      sparklinePath(
        [
          [7, 5],
          [7, 6],
        ],
        10,
        10,
      ),
    ).toBe("");
  });
});
