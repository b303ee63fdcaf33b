import type { runStorm } from './runStorm.js'

type Result = Awaited<ReturnType<typeof runStorm>>

/** What has to hold after a storm, by name. */
export const checkStorm = (result: Result): Readonly<Record<string, boolean>> => {
  const { cap, worst, spending, billed, highest, others, refused } = result
  return {
    'never over the limit, what was under way included': highest <= cap,
    'no request ended otherwise than answered or refused': others.length === 0,
    'the budget was too small for all': refused > 0,
    'an answer is at most an eighth of what it may be': 8 * result.longestAnswer <= result.maxTokens,
    'every worst case was as foreseen': result.worstOfWorkers.every((each) => each === worst),
    'nothing is set aside any more': spending.reserved === 0n,
    'counted is at least what was billed, and at most the limit':
      billed <= spending.settled && spending.settled <= cap,
    'what is left is less than one worst case': cap - spending.settled < worst,
  }
}
