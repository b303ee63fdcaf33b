import type { Read, Reads } from '../calls.js'

/** Several reads whose results make one value. */
export function combineReads<const reads extends readonly Read<unknown>[], result>(
  reads: reads,
  combine: (values: { [i in keyof reads]: reads[i] extends Read<infer value> ? value : never }) => result,
): Reads<result> {
  return {
    reads,
    // The values come from these same reads, in order.
    combine: (values) => combine(values as Parameters<typeof combine>[0]),
  }
}
