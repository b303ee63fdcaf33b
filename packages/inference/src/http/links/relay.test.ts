import { expect, test } from 'vitest'
import type { Ending } from './link.js'
import { relay } from './relay.js'

/** A body that gives one byte for each question, how often it was asked, and whether it was told to end. */
function source(length: number, { failsAt = -1 } = {}) {
  const counts = { pulled: 0, cancelled: 0 }
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (counts.pulled === failsAt) controller.error(new Error('torn'))
        else if (counts.pulled === length) controller.close()
        else controller.enqueue(Uint8Array.of(counts.pulled))
        counts.pulled += 1
      },
      cancel: () => {
        counts.cancelled += 1
      },
    },
    { highWaterMark: 0 },
  )
  return { body, counts }
}

function watch({ rest = null as Uint8Array | null, refuse = null as Error | null } = {}) {
  const ends: Ending['how'][] = []
  const watching = {
    onChunk: (chunk: Uint8Array) => chunk,
    onEnd: async (how: Ending['how']) => {
      ends.push(how)
      if (refuse) throw refuse
      return rest
    },
    toError: (cause: unknown) => new Error('lost', { cause }),
    mostIdleMs: 60_000,
  }
  return { watching, ends }
}

test('reads no further than its reader does', async () => {
  const { body, counts } = source(1_000_000)
  const { watching } = watch()
  const reader = relay(body, watching, undefined).getReader()
  await reader.read()
  await reader.read()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(counts.pulled).toBe(2)
})

test('passes every chunk as it came, then what is added, and ends once', async () => {
  const { watching, ends } = watch({ rest: Uint8Array.of(9) })
  const chunks = []
  for await (const chunk of relay(source(3).body, watching, undefined)) chunks.push([...chunk])
  expect(chunks).toEqual([[0], [1], [2], [9]])
  expect(ends).toEqual(['complete'])
})

test('a chunk that is kept back doesn’t end the stream', async () => {
  const { watching } = watch()
  const holding = { ...watching, onChunk: (chunk: Uint8Array) => (chunk[0] === 1 ? new Uint8Array() : chunk) }
  const bytes = await new Response(relay(source(3).body, holding, undefined)).arrayBuffer()
  expect([...new Uint8Array(bytes)]).toEqual([0, 2])
})

test('a reader that leaves ends the body, and it is known', async () => {
  const { body, counts } = source(10)
  const { watching, ends } = watch()
  for await (const _ of relay(body, watching, undefined)) break
  expect([counts.cancelled, ends]).toEqual([1, ['left']])
})

test('a body that breaks off tells why', async () => {
  const { watching, ends } = watch()
  const reading = new Response(relay(source(10, { failsAt: 2 }).body, watching, undefined)).text()
  await expect(reading).rejects.toMatchObject({ message: 'lost', cause: { message: 'torn' } })
  expect(ends).toEqual(['cut'])
})

test('what the end throws reaches the reader in the end’s place', async () => {
  const { watching } = watch({ refuse: new Error('unproven') })
  await expect(new Response(relay(source(1).body, watching, undefined)).text()).rejects.toThrow('unproven')
})

test('an abort ends it though nobody reads, and a reader gets its reason', async () => {
  const controller = new AbortController()
  const { watching, ends } = watch()
  const { body } = source(10, { failsAt: 1 })
  const reader = relay(body, watching, controller.signal).getReader()
  await reader.read()
  controller.abort(new Error('enough'))
  expect(ends).toEqual(['left'])
  await expect(reader.read()).rejects.toThrow('enough')
  expect(ends).toEqual(['left'])
})

test('a reader that asks for nothing has left', async () => {
  const { body, counts } = source(10)
  const { watching, ends } = watch()
  const reader = relay(body, { ...watching, mostIdleMs: 10 }, undefined).getReader()
  await reader.read()
  await expect.poll(() => ends).toEqual(['left'])
  expect(counts.cancelled).toBe(1)
  await expect(reader.read()).rejects.toMatchObject({
    message: 'lost',
    cause: { message: 'nobody was reading' },
  })
})

test('a reader that is slow has not', async () => {
  const { watching, ends } = watch()
  const reader = relay(source(3).body, { ...watching, mostIdleMs: 2_000 }, undefined).getReader()
  for (const _ of [1, 2, 3]) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    await reader.read()
  }
  await reader.read()
  expect(ends).toEqual(['complete'])
})

test('a provider from which nothing comes any more is given up', async () => {
  const { watching, ends } = watch()
  const silent = new ReadableStream<Uint8Array>({}, { highWaterMark: 0 })
  const reader = relay(silent, { ...watching, mostIdleMs: 10 }, undefined).getReader()
  await expect(reader.read()).rejects.toMatchObject({ cause: { message: 'nothing came any more' } })
  expect(ends).toEqual(['cut'])
})

test('a chunk that may not pass ends the body, and it is known', async () => {
  const { body, counts } = source(10)
  const { watching, ends } = watch()
  const refusing = {
    ...watching,
    onChunk: () => {
      throw new RangeError('too much')
    },
  }
  await expect(new Response(relay(body, refusing, undefined)).arrayBuffer()).rejects.toThrow('lost')
  expect([counts.cancelled, ends]).toEqual([1, ['cut']])
})
