import { readdirSync, readFileSync } from 'node:fs'
import { describeInChromium } from '../../../scripts/chromium/describeInChromium.js'

const folder = new URL('../', import.meta.url)

/** The suites of a folder, but for those that can't run without Node: they start servers, ask OpenSSL, or compare snapshots. */
const suitesIn = (name: string): URL[] =>
  readdirSync(new URL(name, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => new URL(`${name}/${path}`, folder))
    .filter(
      (url) => !/'node:|process\.env|useServers|dcapQvl|Snapshot|'yaml'/.test(readFileSync(url, 'utf8')),
    )

const suites = [...suitesIn('src'), ...suitesIn('test'), new URL('./flips.suite.ts', import.meta.url)]
await describeInChromium('in a page', { suites, where: 'page' })
const core = [new URL('src/tdx/verifyTdxQuote.test.ts', folder)]
await describeInChromium('in a worker', { suites: core, where: 'worker' })

const files = process.env.ZG_TEE_FIXTURES
if (files) {
  const recorded = [new URL('./fixtures.suite.ts', import.meta.url)]
  await describeInChromium('in a page, on recorded evidence', { suites: recorded, where: 'page', files })
}
