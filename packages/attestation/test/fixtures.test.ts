import { describe, expect, test } from 'vitest'
import { readCollateral } from '../src/index.js'
import { verifyByDcapQvl } from './dcapQvl.js'
import { readEvidence, readJson, textOf } from './fixtures/fixture.js'
import { handlers } from './fixtures/handlers.js'
import { readFixtures } from './readFixtures.js'

const { folder, cases, read } = readFixtures()

describe.skipIf(!folder)('recorded evidence (ZG_TEE_FIXTURES)', () => {
  test('there are cases, and each is of a kind that is known here', () => {
    expect(cases.length).toBeGreaterThan(0)
    expect(cases.filter(({ kind }) => !handlers[kind]).map(({ id }) => id)).toEqual([])
  })

  test.each(cases.map((fixture) => [fixture.kind, fixture.id, fixture] as const))(
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
