import { expect, test } from 'vitest'
import type { Fixture } from '../test/fixtures/fixture.js'
import { handlers } from '../test/fixtures/handlers.js'

const fetchFile = async (path: string) => new Uint8Array(await (await fetch(`/files/${path}`)).arrayBuffer())

const { cases }: { cases: Fixture[] } = await (await fetch('/files/manifest.json')).json()

/** Handlers read files at once: whatever a case names is fetched before. */
const paths = new Set(
  cases.flatMap(
    (fixture) => JSON.stringify(fixture).match(/(?<=")[a-z]+\/[\w.-]+\.(?:json|hex|bin|der)(?=")/g) ?? [],
  ),
)
const files = new Map<string, Uint8Array>()
for (const path of paths) files.set(path, await fetchFile(path))

test.each(cases.map((fixture) => [fixture.kind, fixture.id, fixture] as const))(
  '%s: %s',
  (kind, _, fixture) => {
    const read = (path: string) => files.get(path) ?? expect.unreachable(`${path} was not fetched`)
    const { checks, ...found } = handlers[kind]?.(fixture, read) ?? {}
    const expected = Object.fromEntries(Object.keys(found).map((key) => [key, fixture.expect[key]]))
    expect(found, JSON.stringify(checks)).toEqual(expected)
  },
)
