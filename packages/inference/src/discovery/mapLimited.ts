/** Like `Promise.all(items.map(work))`, but with at most `limit` of them under way. */
export async function mapLimited<item, result>(
  items: readonly item[],
  limit: number,
  work: (item: item) => Promise<result>,
): Promise<readonly result[]> {
  const results: result[] = []
  const waiting = items.entries()
  const runner = async () => {
    for (const [i, item] of waiting) results[i] = await work(item)
  }
  await Promise.all(Array.from({ length: limit }, runner))
  return results
}
