import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCollateral } from '../src/index.js'
import { verifyByDcapQvl } from './dcapQvl.js'
import { type Fixture, readEvidence, readJson, textOf } from './fixtures/fixture.js'
import { handlers } from './fixtures/handlers.js'

const folder = process.env.ZG_TEE_FIXTURES

/** The recorded evidence stays where it is; its cases come from its own list. A folder that was named and isn't there fails here. */
const cases: Fixture[] = folder ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).cases : []
const read = (path: string) => new Uint8Array(readFileSync(join(folder ?? '', path)))

describe.skipIf(!folder)('recorded evidence (ZG_TEE_FIXTURES)', () => {
  test('there are cases, and each is of a kind that is known here', () => {
    expect(cases.length).toBeGreaterThan(0)
  })

  const known = cases.filter(({ kind }) => handlers[kind])
  test.each(known.map((fixture) => [fixture.kind, fixture.id, fixture] as const))(
    '%s: %s',
    (kind, _, fixture) => {
      const { checks, ...found } = handlers[kind]?.(fixture, read) ?? {}
      const expected = Object.fromEntries(Object.keys(found).map((key) => [key, fixture.expect[key]]))
      expect(found, JSON.stringify(checks, null, 1)).toEqual(expected)
    },
  )

  // It refuses every service TD, so that a policy that allows one has no counterpart.
  const good = cases.filter(
    ({ kind, expect: { ok }, policy }) =>
      kind === 'tdx-quote' && ok === true && !/"allowedServiceTd":\["/.test(JSON.stringify(policy)),
  )
  test.each(good.map((fixture) => [fixture.id, fixture] as const))(
    '@phala/dcap-qvl agrees: %s',
    (_, fixture) => {
      const { status, advisories } = verifyByDcapQvl({
        quote: readEvidence(fixture, read),
        collateral: readCollateral(readJson(read, textOf(fixture, 'collateral'))),
        now: Date.parse(textOf(fixture, 'now')),
        root: read(textOf(fixture, 'root')),
      })
      expect({ tcbStatus: status, advisoryIds: [...advisories].sort() }).toMatchObject({
        tcbStatus: fixture.expect.tcbStatus,
        advisoryIds: fixture.expect.advisoryIds,
      })
    },
  )
})
