import { median } from '../median.js'
import type { Row } from './rows.js'
import type { Times } from './timeSides.js'

export type Result = {
  side: string
  title: string
  micros: number
  theirMicros: number
  /** Times as fast as circomlibjs: the median of the rounds' ratios. */
  ratio: number
  floor: number | null
  target: number | null
}

/** What the sides of an operation came to beside circomlibjs, with floor and target where a row sets them. */
export function measureRows(operation: string, times: Times, rows: readonly Row[]): readonly Result[] {
  const { circomlibjs = [], ...sides } = times
  const title = rows.find((row) => row.operation === operation)?.title ?? operation
  return Object.entries(sides).map(([side, micros]) => {
    const row = rows.find((one) => one.operation === operation && one.side === side)
    return {
      side,
      title,
      micros: median(micros),
      theirMicros: median(circomlibjs),
      ratio: median(micros.map((value, round) => (circomlibjs[round] ?? Number.NaN) / value)),
      floor: row?.floor ?? null,
      target: row?.target ?? null,
    }
  })
}

/** A table in Markdown. */
export function formatResults(results: readonly Result[]): string {
  const head = ['operation', 'side', 'µs', 'circomlibjs, µs', 'times as fast', 'floor', 'target', '']
  const lines = results.map((result) => [
    result.title,
    result.side,
    micros(result.micros),
    micros(result.theirMicros),
    micros(result.ratio),
    result.floor === null ? '' : String(result.floor),
    result.target === null ? '' : String(result.target),
    verdict(result),
  ])
  const rule = head.map((_, i) => (i < 2 ? '---' : '--:'))
  return [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export const isBelowFloor = ({ ratio, floor }: Result): boolean => floor !== null && !(ratio >= floor)

function verdict(result: Result): string {
  if (result.floor === null || result.target === null) return ''
  if (isBelowFloor(result)) return 'below the floor'
  return result.ratio >= result.target ? 'target met' : 'target missed'
}

const micros = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
