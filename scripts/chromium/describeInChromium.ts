import { describe, test } from 'vitest'
import { type ChromiumOptions, runInChromium } from './runInChromium.js'

/**
 * Runs suites in Chromium and repeats what became of each of their tests as a test of this file. Await it at the top
 * of a `packages/<name>/browser/<x>.test.ts`.
 */
export async function describeInChromium(title: string, options: ChromiumOptions): Promise<void> {
  const outcomes = await runInChromium(options)
  describe(title, () => {
    for (const { name, passed, errors } of outcomes) {
      test(name, () => {
        if (!passed) throw new Error(errors.join('\n\n') || 'It did not run.')
      })
    }
  })
}
