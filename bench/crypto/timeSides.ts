import { timeRun } from '../timeRun.js'
import type { Operation, Side } from './side.js'

/** Microseconds of one run of an operation, a value for each round, by the name of the side. */
export type Times = Readonly<Record<string, readonly number[]>>

const rounds = 11
/** Long enough for the compiler, and for tables that an engine builds of what it is asked for often. */
export const warmUpMs = 400

/** Times an operation on every side that has it, one side after the other in each round; a first round warms up and is not counted. */
export function timeSides(sides: readonly Side[], operation: Operation): Times {
  const times: Record<string, number[]> = {}
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, operations } of sides) {
      const run = operations[operation]
      if (!run) continue
      const micros = timeRun(run, round === 0 ? warmUpMs : 25)
      if (round > 0) times[name] = [...(times[name] ?? []), micros]
    }
  }
  return times
}
