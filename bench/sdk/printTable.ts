import type { Measured } from './measure.js'

/** Three digits of it at most. */
const number = (value: number): string =>
  value < 10
    ? value.toFixed(2).replace(/\.?0+$/, '')
    : value < 100
      ? value.toFixed(1).replace('.0', '')
      : value.toFixed(0)
const pair = (ours: number, theirs: number): string => `${number(ours)} / ${number(theirs)}`

/** Prints a table in Markdown, ours first in every pair. */
export function printTable(title: string, rows: readonly Measured[]): void {
  console.log(`\n### ${title}\n`)
  console.log('| operation | ms | times as fast | RPC calls | RPC requests | provider requests |')
  console.log('|---|--:|--:|--:|--:|--:|')
  for (const { name, zg, official } of rows) {
    const ratio = zg.ms > 0 ? official.ms / zg.ms : Number.POSITIVE_INFINITY
    const cells = [
      name,
      pair(zg.ms, official.ms),
      ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1),
      pair(zg.calls, official.calls),
      pair(zg.posts, official.posts),
      pair(zg.provider, official.provider),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}
