import type { Check } from '@zg/core'
import { EvidenceError } from './errors.js'

/** What a check found: its value, or nothing when it failed or was skipped. */
export type Step<value> = { readonly name: string; readonly passed: boolean; readonly value?: value }

type Values<needs extends readonly Step<unknown>[]> = {
  [index in keyof needs]: needs[index] extends Step<infer value> ? value : never
}

/** The checks of a report in the order in which they ran. */
export type Checklist = {
  /**
   * Runs one check on what others found. It passes unless `examine` throws an `EvidenceError`, whose words become the reason; it is skipped
   * when a check that it needs did not pass. Any other error is a fault of ours and is thrown on.
   */
  run<const needs extends readonly Step<unknown>[], value>(
    name: string,
    needs: needs,
    examine: (...values: Values<needs>) => value,
  ): Step<value>
  /** Lists a check that could not be made. A required one makes the verdict `incomplete`. */
  skip(name: string, reason: string, options: { required: boolean }): void
  readonly checks: readonly Check[]
}

/** An empty list of checks; see `Checklist`. */
export function createChecklist(): Checklist {
  const checks: Check[] = []
  return {
    checks,
    skip(name, reason, { required }) {
      checks.push({ name, status: 'skipped', required, reason })
    },
    run(name, needs, examine) {
      const missing = needs.find(({ passed }) => !passed)
      if (missing) {
        checks.push({ name, status: 'skipped', required: true, reason: `depends on ${missing.name}` })
        return { name, passed: false }
      }
      try {
        const value = examine(...valuesOf(needs))
        checks.push({ name, status: 'pass', required: true })
        return { name, passed: true, value }
      } catch (error) {
        if (!(error instanceof EvidenceError)) throw error
        checks.push({ name, status: 'fail', required: true, reason: error.shortMessage })
        return { name, passed: false }
      }
    },
  }
}

// The type of a mapped tuple cannot be derived from `map`: each step that passed holds its value.
const valuesOf = <needs extends readonly Step<unknown>[]>(needs: needs) =>
  needs.map(({ value }) => value) as Values<needs>
