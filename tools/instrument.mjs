// Puts counters into JavaScript: how often each block, branch and case was passed. For the coverage-guided fuzzer.
import swc from "@swc/core";

/** Known to stand at the beginning: positions in the syntax tree count from wherever the parser was. */
const MARK = "0;\n";

/** The code with counters, and how many there are. It expects a Uint8Array of that size in `globalThis.__coverage`. */
export function instrument(source) {
  const bytes = Buffer.from(MARK + source);
  const { body } = swc.parseSync(bytes.toString(), { syntax: "ecmascript", target: "es2022" });
  const origin = body[0].span.start;
  const insertions = [];
  let counters = 0;
  const insert = (position, text) => insertions.push({ at: position - origin, text });
  const count = (position) => insert(position, `__coverage[${counters++}]++;`);
  const countExpression = ({ span }) => {
    insert(span.start, `(__coverage[${counters++}]++,`);
    insert(span.end, ")");
  };
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    switch (node.type) {
      case "BlockStatement":
        count(node.span.start + 1);
        break;
      case "SwitchCase":
        if (node.consequent.length > 0) count(node.consequent[0].span.start);
        break;
      case "ConditionalExpression":
        countExpression(node.consequent);
        countExpression(node.alternate);
        break;
      case "BinaryExpression":
        if (["&&", "||", "??"].includes(node.operator)) countExpression(node.right);
        break;
      case "IfStatement":
        // A branch without braces has no block of its own.
        if (node.consequent.type !== "BlockStatement") {
          insert(node.consequent.span.start, `{__coverage[${counters++}]++;`);
          insert(node.consequent.span.end, "}");
        }
        break;
    }
    Object.values(node).forEach(visit);
  };
  visit(body);
  return { code: spliced(bytes, insertions), counters };
}

/** Of two insertions at one place the one found first comes first, closing ones the other way round: inner before outer. */
function spliced(bytes, insertions) {
  const closing = ({ text }) => text === ")" || text === "}";
  const order = insertions
    .map((one, index) => ({ ...one, index }))
    .sort(
      (a, b) =>
        a.at - b.at || closing(b) - closing(a) || (closing(a) ? b.index - a.index : a.index - b.index),
    );
  const parts = [];
  let from = 0;
  for (const { at, text } of order) {
    parts.push(bytes.subarray(from, at), Buffer.from(text));
    from = at;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]).toString();
}
