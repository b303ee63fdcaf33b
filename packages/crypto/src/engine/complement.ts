import type { ByteRange } from './engine.js'

/** What ascending ranges leave of `length` bytes: one range more than they are, some of them empty. */
export const complement = (ranges: readonly ByteRange[], length: number): ByteRange[] =>
  [...ranges, { start: length, end: length }].map(({ start }, i) => ({
    start: ranges[i - 1]?.end ?? 0,
    end: start,
  }))
