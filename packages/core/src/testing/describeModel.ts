import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AtomicStore } from '../store/store.js'
import type { CreateStore } from './describeStore.js'

type Step = { key: string; value: string; kind: 'set' | 'delete' | 'append' | 'refuse'; ttl: boolean }

const step = fc.record<Step>({
  key: fc.constantFrom('a', 'b', 'toString'),
  value: fc.string({ unit: 'binary', maxLength: 8 }),
  kind: fc.constantFrom('set', 'delete', 'append', 'refuse'),
  ttl: fc.boolean(),
})
const hour = 3_600_000

/** That it behaves as a plain map does, over any operations. */
export function describeModel(create: CreateStore): void {
  describe('beside a plain map', () => {
    test('any operations in turn leave the same', async () => {
      const { store, advance } = await create()
      const run = async (steps: readonly Step[]) => {
        for (const key of ['a', 'b', 'toString']) await store.delete(key)
        const model = new Map<string, { value: string; ttl: boolean }>()
        for (const each of steps) {
          await apply(store, each)
          applyToModel(model, each)
          expect(await store.get(each.key)).toBe(model.get(each.key)?.value ?? null)
        }
        await advance(hour + 1)
        for (const key of ['a', 'b', 'toString']) {
          const kept = model.get(key)
          expect(await store.get(key)).toBe(kept && !kept.ttl ? kept.value : null)
        }
      }
      await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), run), { numRuns: 25 })
    })

    test('any numbers added at once, by several, add up', async () => {
      const { store, another = () => store } = await create()
      const writers = [store, another(), another()]
      const run = async (amounts: readonly bigint[]) => {
        await store.delete('sum')
        const add = (amount: bigint, index: number) =>
          writers[index % 3]?.update('sum', (current) => String(BigInt(current ?? '0') + amount))
        await Promise.all(amounts.map(add))
        const sum = amounts.reduce((total, amount) => total + amount, 0n)
        expect(await store.get('sum')).toBe(String(sum))
      }
      const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 30n }), { minLength: 1, maxLength: 40 })
      await fc.assert(fc.asyncProperty(amounts, run), { numRuns: 15 })
    })
  })
}

async function apply(store: AtomicStore, { key, value, kind, ttl }: Step): Promise<void> {
  const options = ttl ? { ttlMs: hour } : {}
  if (kind === 'set') await store.set(key, value, options)
  if (kind === 'delete') await store.delete(key)
  if (kind === 'append') await store.update(key, (current) => (current ?? '') + value, options)
  if (kind === 'refuse') {
    const refused = store.update(key, () => {
      throw new RangeError('refused')
    })
    await expect(refused).rejects.toThrow('refused')
  }
}

function applyToModel(model: Map<string, { value: string; ttl: boolean }>, { key, value, kind, ttl }: Step) {
  if (kind === 'set') model.set(key, { value, ttl })
  if (kind === 'delete') model.delete(key)
  if (kind === 'append') model.set(key, { value: (model.get(key)?.value ?? '') + value, ttl })
}
