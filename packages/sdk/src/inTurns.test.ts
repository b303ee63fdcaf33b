import { expect, test } from 'vitest'
import { inTurns } from './inTurns.js'

/** Something that runs until it is ended, and tells when it began. */
function work(began: string[], name: string) {
  const ends = new EventTarget()
  const promise = new Promise<string>((resolve, reject) => {
    ends.addEventListener('end', () => resolve(name))
    ends.addEventListener('fail', () => reject(new Error(name)))
  })
  const run = () => {
    began.push(name)
    return promise
  }
  const send = (type: 'end' | 'fail') => () => ends.dispatchEvent(new Event(type))
  return { run, end: send('end'), fail: send('fail') }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('what has the same key waits for the one before, also where that fails; other keys do not wait', async () => {
  const began: string[] = []
  const turns = inTurns()
  const [first, second, third, other] = ['first', 'second', 'third', 'other'].map((name) => work(began, name))
  if (!first || !second || !third || !other) throw new Error('unreachable')
  const failing = turns('a', first.run)
  const waiting = turns('a', second.run)
  const beside = turns('b', other.run)
  await settled()
  expect(began).toEqual(['first', 'other'])
  first.fail()
  await expect(failing).rejects.toThrow('first')
  await settled()
  expect(began).toEqual(['first', 'other', 'second'])
  const last = turns('a', third.run)
  second.end()
  third.end()
  other.end()
  expect(await Promise.all([waiting, beside, last])).toEqual(['second', 'other', 'third'])
})
