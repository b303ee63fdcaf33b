import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../src/engine/engine.js'
import vectors from '../vectors/engine.json' with { type: 'json' }
import { describeFirst } from './suite/describeFirst.js'
import { describeGroup } from './suite/describeGroup.js'
import { describeInput } from './suite/describeInput.js'
import { describeSigning } from './suite/describeSigning.js'
import { describeStrict } from './suite/describeStrict.js'
import { calls, run, type Vector } from './vector.js'

/** How much of the suite runs: all of it, or what an engine of 50 ms for each operation can do in seconds. */
export type Extent = {
  /** Every how many of the vectors are tried. */
  every: number
  /** Cases of each property. */
  runs: number
  /** Whether a new engine is made for each call, and malformed input tried: circomlibjs takes a second to start, and loops for ever on some. */
  malformed: boolean
}

const everything: Extent = { every: 1, runs: 25, malformed: true }

/** What every engine must do: what circomlibjs 0.1.7 does with the recorded calls, and what the type promises. */
export function describeEngine(
  name: string,
  create: () => Engine | Promise<Engine>,
  extent: Extent = everything,
): void {
  describe(name, () => {
    let engine: Engine
    beforeAll(async () => {
      engine = await create()
    })
    const use = () => engine

    describe('does as circomlibjs did', () => {
      test.each(calls)('%s', (call) => {
        const recorded: readonly Vector[] = vectors.filter((vector) => vector.call === call)
        expect(recorded.length).toBeGreaterThan(4)
        for (const vector of recorded.filter((_, i) => i % extent.every === 0))
          expect({ ...vector, result: run(engine, vector) }).toEqual(vector)
      })
    })

    if (extent.malformed) describeFirst(create)
    describeGroup(use, extent)
    describeSigning(use, extent)
    if (extent.malformed) describeInput(use)
    describeStrict(use)
  })
}
