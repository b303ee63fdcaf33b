import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('reads a file', () => {
  expect(readFileSync('package.json', 'utf8')).toContain('name')
})
