import assert from 'node:assert/strict'

/** Runs named steps one after another and prints each as it holds. */
export function createSteps(title: string) {
  let passed = 0
  console.log(`\n${title}`)

  return {
    async step<result>(name: string, run: () => Promise<result>): Promise<result> {
      const started = performance.now()
      const result = await run()
      passed += 1
      console.log(`  ✓ ${name} (${Math.round(performance.now() - started)} ms)`)
      return result
    },
    passed: () => passed,
  }
}

/** The money of one user as the contracts tell it, in neuron. */
export function assertDrop(what: string, before: bigint, after: bigint, expected: bigint): void {
  assert.equal(before - after, expected, `${what} fell by ${before - after} neuron instead of ${expected}`)
}

const real = { log: console.log, warn: console.warn, error: console.error }
const silent = () => undefined
let running = 0

/** Runs something noisy with the console silenced, until the last of those that run at once is done: the official client of 2025 prints its signing key. */
export async function quietly<result>(run: () => Promise<result>): Promise<result> {
  running += 1
  Object.assign(console, { log: silent, warn: silent, error: silent })
  try {
    return await run()
  } finally {
    running -= 1
    if (running === 0) Object.assign(console, real)
  }
}
