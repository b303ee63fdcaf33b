import { expect, test } from 'vitest'
import { readPages } from './readPages.js'

/** A list of numbers in pages, of which `total` is claimed; and what was asked. */
function listOf(count: number, total = BigInt(count)) {
  const asked: unknown[] = []
  const items = Array.from({ length: count }, (_, i) => i)
  const readPage = async (page: { offset: bigint; limit: bigint }) => {
    asked.push(page)
    const start = Number(page.offset)
    return { items: items.slice(start, start + Number(page.limit)), total }
  }
  return { asked, items, readPage }
}

test.each([
  [0, [0n]],
  [1, [0n]],
  [50, [0n]],
  [51, [0n, 50n]],
  [120, [0n, 50n, 100n]],
])('%i items are read page after page', async (count, offsets) => {
  const { asked, items, readPage } = listOf(count)
  expect(await readPages(readPage)).toEqual(items)
  expect(asked).toEqual(offsets.map((offset) => ({ offset, limit: 50n })))
})

test('ends where a page is empty, whatever total is claimed', async () => {
  const { asked, items, readPage } = listOf(60, 70n)
  expect(await readPages(readPage)).toEqual(items)
  expect(asked).toHaveLength(3)
})

test('throws what a page fails with', async () => {
  const failure = new Error('out of order')
  await expect(readPages(() => Promise.reject(failure))).rejects.toBe(failure)
})
