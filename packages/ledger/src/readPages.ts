/** The contract gives at most this many at once. */
const limit = 50n

type Page = { offset: bigint; limit: bigint }

/** Reads page after page, in the contract's order; a second one only where the first says that there are more. */
export async function readPages<item>(
  readPage: (page: Page) => Promise<{ items: readonly item[]; total: bigint }>,
): Promise<readonly item[]> {
  const found: item[] = []
  for (;;) {
    const { items, total } = await readPage({ offset: BigInt(found.length), limit })
    found.push(...items)
    if (items.length === 0 || BigInt(found.length) >= total) return found
  }
}
