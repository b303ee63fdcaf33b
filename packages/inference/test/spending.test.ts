import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Ask, createWorld, type Fate, holdMs } from './spendingWorld.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 2, 23, 59), toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

type Step =
  | { kind: 'ask'; ask: Ask }
  | { kind: 'wait'; ms: number }
  | { kind: 'kill'; process: number }
  | { kind: 'freeze'; process: number; ms: number }

const ms = (max: number) => fc.oneof(fc.constant(0), fc.nat({ max }))
const ask: fc.Arbitrary<Ask> = fc
  .record({
    process: fc.nat({ max: 3 }),
    provider: fc.nat({ max: 2 }),
    worst: fc.bigInt({ min: 0n, max: 40n }),
    share: fc.bigInt({ min: 0n, max: 8n }),
    ends: fc.constantFrom('settled', 'settled', 'settled', 'unknown', 'neverSent'),
    preparesMs: ms(2 * holdMs),
    takesMs: ms(2 * holdMs),
    timeoutMs: fc.integer({ min: 1, max: 30_000 }),
  })
  .map(({ share, ...rest }) => ({ ...rest, fee: (rest.worst * share) / 8n }))
const asking = fc.record({ kind: fc.constant('ask' as const), ask })
const waiting = fc.record({ kind: fc.constant('wait' as const), ms: ms(holdMs) })
const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof({ weight: 5, arbitrary: asking }, waiting), {
  minLength: 1,
  maxLength: 40,
})
const troubles: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: asking },
    { weight: 3, arbitrary: waiting },
    fc.record({ kind: fc.constant('kill' as const), process: fc.nat({ max: 3 }) }),
    fc.record({ kind: fc.constant('freeze' as const), process: fc.nat({ max: 3 }), ms: ms(3 * holdMs) }),
  ),
  { minLength: 1, maxLength: 40 },
)
const fate = (kinds: readonly Fate['kind'][]): fc.Arbitrary<Fate> =>
  fc.record({ kind: fc.constantFrom(...kinds), beforeMs: ms(500), afterMs: ms(500) })
const cap = fc.option(fc.bigInt({ min: 0n, max: 200n }), { nil: undefined })

const later = async (outcome: readonly string[]) => {
  for (let i = 0; i < 1_000; i += 1) await Promise.resolve()
  return outcome
}

async function play(
  world: ReturnType<typeof createWorld>,
  steps: readonly Step[],
): Promise<readonly string[]> {
  const flights: Promise<string>[] = []
  for (const step of steps) {
    if (step.kind === 'ask') flights.push(world.start(step.ask))
    if (step.kind === 'wait') await world.later(step.ms)
    if (step.kind === 'kill') world.kill(step.process)
    if (step.kind === 'freeze') world.freeze(step.process, step.ms)
  }
  world.calmDown()
  // Longer than any wait, any answer and the life of what is set aside, one after the other.
  await world.later(10 * holdMs)
  return Promise.race([Promise.all(flights), Promise.resolve().then(() => later(['stuck']))])
}

test('whatever runs at once, no limit is broken, nobody waits for ever, and the books are exact', async () => {
  const policies = fc.record({ total: cap, perDay: cap, perProvider: cap })
  await fc.assert(
    fc.asyncProperty(
      policies,
      steps,
      fc.array(fate(['ok']), { maxLength: 20 }),
      async (policy, plan, fates) => {
        vi.clearAllTimers()
        const world = createWorld({ policy, processes: 4, fates })
        const outcomes = await play(world, plan)
        expect(world.faults).toEqual([])
        const asks = plan.flatMap((step) => (step.kind === 'ask' ? [step.ask] : []))
        const spent = asks.reduce((sum, { ends, fee, worst }, i) => {
          if (outcomes[i] !== ends) return sum
          return sum + (ends === 'settled' ? fee : ends === 'unknown' ? worst : 0n)
        }, 0n)
        // One whose time was over before the store said anything can't name numbers.
        const ends = new Set(['settled', 'unknown', 'released', 'BudgetExceededError', 'NetworkError'])
        expect(outcomes.filter((outcome) => !ends.has(outcome))).toEqual([])
        expect(await world.newcomer().spending()).toMatchObject({ settled: spent, reserved: 0n })
      },
    ),
    { numRuns: 150 },
  )
})

test('whoever dies, stands still or loses an answer of the store, no limit is broken, and nothing stays set aside', async () => {
  const policies = fc.record({ total: fc.bigInt({ min: 0n, max: 100n }), perProvider: cap })
  const fates = fc.array(fate(['ok', 'ok', 'ok', 'lostBefore', 'lostAfter']), { maxLength: 30 })
  await fc.assert(
    fc.asyncProperty(policies, troubles, fates, async (policy, plan, unlucky) => {
      vi.clearAllTimers()
      const world = createWorld({ policy, processes: 4, fates: unlucky })
      await play(world, plan)
      expect(world.faults).toEqual([])
      const meter = world.newcomer()
      const { settled, reserved } = await meter.spending()
      expect(reserved).toBe(0n)
      expect(settled).toBeGreaterThanOrEqual(world.truth.billed)
      expect(settled).toBeLessThanOrEqual(world.truth.attempted)
      if (policy.perProvider !== undefined) return
      // What is left can be had at once.
      const provider = '0x00000000000000000000000000000000000000b1'
      const rest = await meter.reserve({ provider, worst: policy.total - settled })
      await rest.release()
    }),
    { numRuns: 150 },
  )
})
