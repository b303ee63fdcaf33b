import { expect, test } from 'vitest'
import { findDuplicates } from './checkDuplicates.js'

const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `call(${from + index})`)
const file = (path: string, ...parts: string[][]) => ({ path, text: parts.flat().join('\n') })

test('sixteen equal lines in two files are reported, fifteen are not', () => {
  const own = (name: string) => [`${name}()`]
  expect(findDuplicates([file('a', own('a'), lines(15)), file('b', own('b'), lines(15))])).toEqual([])
  expect(findDuplicates([file('a', own('a'), lines(16)), file('b', own('b'), lines(16))])).toEqual([
    'b:2 repeats a:2',
  ])
})

test('a long run is reported once, a second run again', () => {
  const first = file('a', lines(20), ['between()'], lines(16, 100))
  const second = file('b', lines(20), lines(16, 100))
  expect(findDuplicates([first, second])).toEqual(['b:1 repeats a:1', 'b:21 repeats a:22'])
})

test('one file may not repeat itself', () => {
  expect(findDuplicates([file('a', lines(16), ['between()'], lines(16))])).toEqual(['a:18 repeats a:1'])
  expect(findDuplicates([file('a', Array(31).fill('same()'))])).toEqual([])
})

test('blanks, indentation and comments hide nothing', () => {
  const spaced = lines(16).flatMap((line) => ['', '// said', '/* said', ' * twice */', `   ${line}`])
  expect(findDuplicates([file('a', lines(16)), file('b', spaced)])).toEqual(['b:5 repeats a:1'])
})

test('imports, comments and re-exports may be equal', () => {
  const imports = Array.from({ length: 20 }, (_, index) => `import { x${index} } from './x${index}.js'`)
  const long = ['import {', ...Array.from({ length: 20 }, (_, index) => `  y${index},`), `} from './y.js'`]
  const said = Array.from({ length: 20 }, (_, index) => `// said ${index}`)
  expect(findDuplicates([file('a', imports, long, said), file('b', imports, long, said)])).toEqual([])
})
