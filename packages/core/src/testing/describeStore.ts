import { describe } from 'vitest'
import type { AtomicStore } from '../store/store.js'
import { describeModel } from './describeModel.js'
import { describeTime } from './describeTime.js'
import { describeUpdates } from './describeUpdates.js'
import { describeValues } from './describeValues.js'

/** How the suite gets a fresh, empty store, moves its clock forward, and opens it once more as another process would. */
export type StoreUnderTest = {
  store: AtomicStore
  advance: (ms: number) => Promise<void> | void
  /** Another value over the same place; left out where nobody else can reach it. */
  another?: (() => AtomicStore) | undefined
}

export type CreateStore = () => StoreUnderTest | Promise<StoreUnderTest>

/**
 * The suite that every store passes: values, times to live, updates, many writers at once, and random operations beside a plain map.
 * It needs `vitest` and `fast-check`. Clocks are moved by half a minute and more, so that a slow machine changes nothing.
 *
 * @example
 * ```ts
 * import { describeStore } from '@zg/core/testing'
 * import { memoryStore } from '@zg/core'
 *
 * describeStore('memory', () => {
 *   let time = 0
 *   return { store: memoryStore({ now: () => time }), advance: (ms) => { time += ms } }
 * })
 * ```
 */
export function describeStore(name: string, create: CreateStore): void {
  describe(`store: ${name}`, () => {
    describeValues(create)
    describeTime(create)
    describeUpdates(create)
    describeModel(create)
  })
}
