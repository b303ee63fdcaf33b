import { resultOf } from '@zg/contracts/read'

/** What a read gave, or null where the contract said by `absent` that there is none; any other failure is thrown. */
export function foundOrNull<result>(
  settled: PromiseSettledResult<result>,
  absent: abstract new (...args: never[]) => Error,
): result | null {
  if (settled.status === 'rejected' && settled.reason instanceof absent) return null
  return resultOf(settled)
}
