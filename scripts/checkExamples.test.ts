import { expect, test } from 'vitest'
import { checkExamples, findExamples } from './checkExamples.js'

const comment = `/**
 * Adds.
 *
 * @example
 * \`\`\`ts
 * const sum: number = '1'
 * \`\`\`
 */
export const add = 1
`
const page = `# Page

\`\`\`ts
import { parseOg } from '@zg/core'
const amount: bigint = parseOg('1')
\`\`\`

\`\`\`sh
npm test
\`\`\`

\`\`\`ts
import { absent } from '@zg/core'
\`\`\`
`

test('finds blocks in comments and pages, with the line each starts on', () => {
  expect(findExamples({ path: 'add.ts', text: comment })).toEqual([
    { path: 'add.ts', line: 6, code: `const sum: number = '1'\n` },
  ])
  expect(findExamples({ path: 'p.md', text: page }).map(({ line }) => line)).toEqual([4, 13])
})

test('names the place of what does not compile', () => {
  const examples = [
    ...findExamples({ path: 'add.ts', text: comment }),
    ...findExamples({ path: 'p.md', text: page }),
  ]
  expect(checkExamples(examples)).toEqual([
    "add.ts:6: Type 'string' is not assignable to type 'number'.",
    expect.stringMatching(/^p\.md:13: .*has no exported member 'absent'/),
  ])
})
