import { expect, test } from 'vitest'
import { describeStore } from '../testing/describeStore.js'
import { memoryStore } from './memoryStore.js'

describeStore('memory', () => {
  let time = 0
  return {
    store: memoryStore({ now: () => time }),
    advance: (ms) => {
      time += ms
    },
  }
})

test('two stores share nothing', async () => {
  const [one, other] = [memoryStore(), memoryStore()]
  await one.set('key', 'x')
  expect(await other.get('key')).toBeNull()
})
