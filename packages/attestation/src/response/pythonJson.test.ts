import { expect, test } from 'vitest'
import { pythonJson } from './pythonJson.js'

// Written by CPython 3: `json.dumps(o, separators=(',', ':'), ensure_ascii=False)` and `json.dumps(o)` of the same objects.
test.each([
  ['{"a":1.0,"b":1e-07,"c":123456789012345678901}', '{"a": 1.0, "b": 1e-07, "c": 123456789012345678901}'],
  [
    '{"e":[],"f":{},"g":[[1,2],{"h":null}],"t":true}',
    '{"e": [], "f": {}, "g": [[1, 2], {"h": null}], "t": true}',
  ],
  ['"👋 – é/"', String.raw`"\ud83d\udc4b \u2013 \u00e9/"`],
  ['{"x":" : , \\" \\\\ "}', String.raw`{"x": " : , \" \\ "}`],
  ['"\\b\\f\\n\\r\\t\\u0000\u007f"', String.raw`"\b\f\n\r\t\u0000\u007f"`],
  ['-0.0', '-0.0'],
])('%s', (wire, dumped) => {
  expect(pythonJson(wire)).toBe(dumped)
})

test.each(['', '{', "{'a':1}", 'NaN', 'data: {}'])('%j is no JSON', (text) => {
  expect(pythonJson(text)).toBeNull()
})
