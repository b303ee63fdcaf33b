import { describe, expect, test } from 'vitest'
import { relay } from './relay.js'

const chunk = (length: number, value = 1) => new Uint8Array(length).fill(value)
const tick = () => new Promise((resolve) => setTimeout(resolve, 5))

/** A body that gives these chunks when asked, then ends or breaks; and what the relay reports of it. */
function setUp(chunks: readonly Uint8Array[], { breaks = false } = {}) {
  const waiting = [...chunks]
  const log: string[] = []
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const next = waiting.shift()
        if (next) controller.enqueue(next)
        else if (breaks) controller.error(new Error('broken'))
        else controller.close()
      },
      cancel: () => {
        log.push('cancelled')
      },
    },
    { highWaterMark: 0 },
  )
  const relayed = relay(body, {
    onChunk: (bytes) => {
      log.push(`chunk ${bytes.length}`)
      return bytes.map((byte) => byte + 1)
    },
    onEnd: async () => {
      await tick()
      log.push('end')
    },
    onFailure: () => log.push('failure'),
  })
  return { reader: relayed.getReader(), log, left: () => waiting.length }
}

describe('a reader that stays', () => {
  test('gets each chunk when it asks, and the end after everything is done', async () => {
    const { reader, log, left } = setUp([chunk(1), chunk(2)])
    await tick()
    expect(log).toEqual([])
    expect((await reader.read()).value).toEqual(chunk(1, 2))
    await tick()
    expect(left()).toBe(1)
    expect((await reader.read()).value).toEqual(chunk(2, 2))
    expect((await reader.read()).done).toBe(true)
    expect(log).toEqual(['chunk 1', 'chunk 2', 'end'])
  })

  test('hears of a body that breaks off, which is no end', async () => {
    const { reader, log } = setUp([chunk(1)], { breaks: true })
    await reader.read()
    await expect(reader.read()).rejects.toThrow('broken')
    expect(log).toEqual(['chunk 1', 'failure'])
  })
})

describe('a reader that leaves', () => {
  test('at once, or in the middle, does not end the body', async () => {
    const early = setUp([chunk(1), chunk(2)])
    await early.reader.cancel()
    expect(early.log).toEqual(['chunk 1', 'chunk 2', 'end'])
    const late = setUp([chunk(1), chunk(2)])
    await late.reader.read()
    await late.reader.cancel()
    expect(late.log).toEqual(['chunk 1', 'chunk 2', 'end'])
  })

  test('while it waits ends nothing twice', async () => {
    const { reader, log } = setUp([chunk(1)])
    await reader.read()
    const last = reader.read()
    await reader.cancel()
    expect((await last).done).toBe(true)
    expect(log).toEqual(['chunk 1', 'end'])
  })

  test('is billed for ten more megabytes at most', async () => {
    const mega = Array.from({ length: 20 }, () => chunk(2 ** 20))
    const { reader, log, left } = setUp(mega)
    await reader.cancel()
    expect(left()).toBe(10)
    expect(log.slice(-3)).toEqual(['chunk 1048576', 'cancelled', 'end'])
  })

  test('before a body that breaks off', async () => {
    const { reader, log } = setUp([chunk(1)], { breaks: true })
    await expect(reader.cancel()).rejects.toThrow('broken')
    expect(log).toEqual(['chunk 1', 'failure'])
  })
})
