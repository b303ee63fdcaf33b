import { describe, expect, test } from 'vitest'
import { complement } from '../engine/complement.js'
import { WasmMemoryError } from './errors.js'
import { maximumRanges } from './layout.js'
import { startModule } from './module.js'
import { createWorkspace, joinRanges } from './workspace.js'

describe('ranges', () => {
  test('neighbours are joined and empty ones left out', () => {
    const ranges = [
      { start: 0, end: 4 },
      { start: 4, end: 9 },
      { start: 11, end: 11 },
      { start: 12, end: 13 },
    ]
    expect(joinRanges(ranges)).toEqual([
      { start: 0, end: 9 },
      { start: 12, end: 13 },
    ])
  })

  test('of too many the last one reaches over all that are left, so that the rest has room too', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ start: 2 * i + 1, end: 2 * i + 2 }))
    const joined = joinRanges(many)
    expect(joined).toHaveLength(maximumRanges - 1)
    expect(joined.at(-1)).toEqual({ start: 2 * (maximumRanges - 2) + 1, end: 200 })
    expect(complement(joined, 201)).toHaveLength(maximumRanges)
  })
})

describe('memory', () => {
  // Two gigabytes are only addressed, not touched; a second time there are no addresses left.
  const huge = 2 ** 31

  test('a message that finds no room is refused by name, and with its length', () => {
    const module = startModule()
    const workspace = createWorkspace({
      ...module,
      call: { ...module.call, messageBuffer: (length = 0) => module.call.messageBuffer(length + huge) },
    })
    workspace.place(new Uint8Array(5))
    expect(() => workspace.place(new Uint8Array(700), 2 ** 30)).toThrow(WasmMemoryError)
    expect(() => workspace.place(new Uint8Array(5), 2 ** 30 + 1)).toThrow(
      expect.objectContaining({ name: 'WasmMemoryError', length: 2 ** 30 + 1 }),
    )
  })

  test('a refusal leaves the place for messages as it was', () => {
    const { call } = startModule()
    const before = call.messageBuffer(huge)
    expect(() => call.messageBuffer(huge + 1)).toThrow(WebAssembly.RuntimeError)
    expect(call.messageBuffer(1000)).toBe(before)
    expect(call.pedersen(0, -1)).toBeUndefined()
  })
})
