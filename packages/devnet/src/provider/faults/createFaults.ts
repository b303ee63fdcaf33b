import { createHash } from 'node:crypto'
import { type Fault, type FaultAt, kindsOf, type Stage } from './fault.js'

/** What a provider does wrong at present, and whom it still concerns. */
export function createFaults() {
  let fault: Fault | null = null
  let drawn = 0
  let hit = 0

  return {
    set: (next: Fault | null): void => {
      fault = next
      drawn = 0
      hit = 0
    },
    /** The fault, when it shows itself at this stage and concerns this request: asked once for each request that gets there. */
    take: <stage extends Stage>(stage: stage): FaultAt<stage> | null => {
      if (!isAt(fault, stage)) return null
      const { times = Number.POSITIVE_INFINITY, probability = 1, seed = 1 } = fault
      if (hit >= times) return null
      drawn += 1
      if (draw(seed, drawn) >= probability) return null
      hit += 1
      return fault
    },
  }
}

export type Faults = ReturnType<typeof createFaults>

function isAt<stage extends Stage>(fault: Fault | null, stage: stage): fault is FaultAt<stage> {
  return fault !== null && kindsOf[stage].some((kind) => kind === fault.kind)
}

/** From 0 to 1, without 1: the same on every machine. */
const draw = (seed: number, count: number): number =>
  createHash('sha256').update(`${seed}:${count}`).digest().readUInt32BE() / 2 ** 32
