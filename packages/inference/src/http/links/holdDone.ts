import { concatBytes } from '@zg/core'

/** A line may end in either, and some clients read both. */
const breaks = new Set([0x0a, 0x0d])
const longest = 'data: [DONE]'.length
const closing = /^data: ?\[DONE\]/
const unfinished = /^(d(a(t(a(:( ?(\[(D(O(N(E)?)?)?)?)?)?)?)?)?)?)?$/

/** Nothing of worth stands behind the end, and all of it is kept in memory. */
const mostHeld = 2 ** 16

/**
 * Keeps back a stream's closing `data: [DONE]` and all behind it, however the bytes are cut into chunks. Everything before passes on as it comes.
 * Throws `RangeError` for more than 64 kB behind it.
 */
export function holdDone() {
  let held: Uint8Array = new Uint8Array()
  let isFound = false
  let isMidLine = false
  return {
    pass: (chunk: Uint8Array): Uint8Array => {
      const bytes = held.length === 0 ? chunk : concatBytes(held, chunk)
      const from = isFound ? 0 : startOfClosing(bytes, isMidLine)
      isFound ||= closing.test(beginningOf(bytes, from))
      if (bytes.length - from > mostHeld) throw new RangeError('the stream went on behind its end')
      held = bytes.slice(from)
      const last = bytes[from - 1]
      if (last !== undefined) isMidLine = !breaks.has(last)
      return bytes.subarray(0, from)
    },
    /** What was kept back. */
    rest: (): Uint8Array => held,
  }
}

/** Where the closing line begins, or the last line while it may become that; the end where there is neither. */
function startOfClosing(bytes: Uint8Array, isMidLine: boolean): number {
  let start = isMidLine ? nextLine(bytes, 0) : 0
  for (; start < bytes.length; start = nextLine(bytes, start)) {
    const beginning = beginningOf(bytes, start)
    const isLast = start + beginning.length === bytes.length
    if (closing.test(beginning) || (isLast && unfinished.test(beginning))) return start
  }
  return bytes.length
}

function nextLine(bytes: Uint8Array, from: number): number {
  const end = bytes.subarray(from).findIndex((byte) => breaks.has(byte))
  return end === -1 ? bytes.length : from + end + 1
}

const beginningOf = (bytes: Uint8Array, start: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + longest))
