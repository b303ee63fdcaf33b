import { expect, test } from 'vitest'
import { checkStorm } from './checkStorm.js'
import { runStorm } from './runStorm.js'

// `pnpm storm` runs them whole: four processes with a hundred requests each, on Redis and on files, and on the legacy protocol.
test('two processes with forty requests each on one Redis, and one that is killed, spend a budget to the last and no more', async () => {
  const result = await runStorm({ protocol: 'v1', store: 'redis', processes: 2, requests: 40, room: 5n })
  expect(Object.entries(checkStorm(result)).filter(([, holds]) => !holds)).toEqual([])
}, 180_000)
