import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fixture, ReadFile } from './fixtures/fixture.js'

/** The folder of recorded evidence, its cases and its files. Nothing when ZG_TEE_FIXTURES is unset; a folder that was named and isn't there throws. */
export function readFixtures(): { folder: string | undefined; cases: readonly Fixture[]; read: ReadFile } {
  const folder = process.env.ZG_TEE_FIXTURES
  const read: ReadFile = (path) => new Uint8Array(readFileSync(join(folder ?? '', path)))
  const cases: Fixture[] = folder ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).cases : []
  return { folder, cases, read }
}
