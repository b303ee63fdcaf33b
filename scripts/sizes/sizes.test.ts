import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { budgets } from './budgets.js'
import { measureEntry } from './measureEntry.js'

const titled = budgets.map((budget) => ({
  ...budget,
  title: [budget.entry, ...(budget.names ?? []), ...(budget.later ?? [])].join(' '),
}))

test.each(titled)('$title weighs at most $bytes bytes', async (budget) => {
  const bytes = await measureEntry(budget)
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(budget.bytes)
})

const forPages = ['@zg/sdk', '@zg/sdk/ai', '@zg/sdk/langchain', '@zg/sdk/otel', '@zg/core/browser']
test.each(forPages)('%s and all behind it, frameworks too, need no polyfill in a page', async (entry) => {
  expect(await measureEntry({ entry })).toBeGreaterThan(0)
})

test('what needs Node is refused by name', async () => {
  await expect(measureEntry({ entry: '@zg/sdk/node' })).rejects.toThrow('node:fs')
})

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zg-sizes-'))
  // A text that no compression makes small.
  const words = Array.from({ length: 3_000 }, (_, i) => ((i * 2_654_435_761) >>> 0).toString(36))
  writeFileSync(join(folder, 'heavy.js'), `export const heavy = '${words.join('')}'`)
  writeFileSync(
    join(folder, 'eager.js'),
    `import { heavy } from './heavy.js'; export const size = () => heavy.length`,
  )
  writeFileSync(join(folder, 'lazy.js'), `export const load = () => import('./heavy.js')`)
  writeFileSync(join(folder, 'both.js'), `export { size } from './eager.js'; export const small = 1`)
  writeFileSync(join(folder, 'external.js'), `export { heavy } from 'heavy'`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('counts what is loaded at once, not what is imported later or brought along', async () => {
  const measure = (name: string) => measureEntry({ entry: join(folder, `${name}.js`), external: ['heavy'] })
  const [eager, lazy, external] = [await measure('eager'), await measure('lazy'), await measure('external')]
  expect(eager).toBeGreaterThan(5_000)
  expect(lazy).toBeLessThan(300)
  expect(external).toBeLessThan(300)
})

test('counts what is imported later where that is named', async () => {
  const later = [join(folder, 'heavy.js')]
  expect(await measureEntry({ entry: join(folder, 'lazy.js'), later })).toBeGreaterThan(5_000)
})

test('of some names, counts what they need', async () => {
  const measure = (...names: string[]) => measureEntry({ entry: join(folder, 'both.js'), names })
  const [small, size] = [await measure('small'), await measure('size')]
  expect(small).toBeLessThan(300)
  expect(size).toBeGreaterThan(5_000)
})

test('an entry that does not exist is an error, not nothing', async () => {
  await expect(measureEntry({ entry: '@zg/crypto/absent' })).rejects.toThrow('@zg/crypto/absent')
})
