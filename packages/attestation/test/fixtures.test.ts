import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Fixture } from './fixtures/fixture.js'
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
})
