import { generator } from './generators'
import { tryAllocate } from './memory'
import { addReady, double, makeReady, pointSize, readySize, setIdentity } from './point'
import { addEntry, buildByteTable, buildTable, entrySize } from './table'

const bytesPerSegment: u32 = 25
const windows = 50
const entries: usize = 8
/** Segments beyond these get no table: 45 kB each would be too much for a long message. */
const tabled: u32 = 64
/** A segment gets its table on its third use: until then the table costs more than it saves. */
const usesBefore: u32 = 2
/** Segments without a table are summed so many at a time, with common doublings. */
const group: u32 = 16

/**
 * A byte gets a table of its own, which halves the additions, when its segment has been hashed so often that the table has paid for itself; at
 * most one in a call, so that none takes long. 14 kB each, for the first 200 bytes.
 */
const usesBeforeBytes: u32 = 256
const byteTabled: u32 = 200
const byteEntries: usize = 128

const byteTables = memory.data(800, 8)
let mayBuild = true

/** A new hash may build a table for a byte again. */
export function beginHash(): void {
  mayBuild = true
}

const tables = memory.data(256, 8)
const uses = memory.data(256, 8)
const base = memory.data(288, 8)
const sum = memory.data(288, 8)
const ready = memory.data(36864, 16)

/** out = out + the windows of the bytes from `start` to `end` of the message, each in its place. */
export function addWindows(out: usize, message: usize, start: u32, end: u32): void {
  let at = start
  while (at < end) {
    const segment = at / bytesPerSegment
    const table = tableOf(segment)
    const stop = min(end, (segment + 1) * bytesPerSegment)
    if (table !== 0) {
      const from = table - <usize>(segment * bytesPerSegment * 2) * entries * entrySize
      const often = load<u32>(uses + <usize>(4 * segment)) > usesBeforeBytes
      for (let i = at; i < stop; i += 1) {
        const byte = <usize>load<u8>(message + <usize>i)
        const place = from + <usize>(2 * i) * entries * entrySize
        const wide = often ? byteTableOf(i, place) : 0
        if (wide !== 0) {
          const index = (byte & 7) | ((byte >> 1) & 0x38) | (((byte << 3) ^ (byte >> 1)) & 0x40)
          addEntry(out, wide + index * entrySize, byte > 127)
        } else {
          addEntry(out, place + (byte & 7) * entrySize, (byte & 8) !== 0)
          addEntry(out, place + (entries + ((byte >> 4) & 7)) * entrySize, byte > 127)
        }
      }
      at = stop
    } else {
      let last = segment + 1
      while (last < segment + group && last * bytesPerSegment < end && tableOf(last) === 0) last += 1
      const until = min(end, last * bytesPerSegment)
      addGroup(out, message, at, until)
      at = until
    }
  }
}

/** The segment's table, or 0 while it has none. */
function tableOf(segment: u32): usize {
  if (segment >= tabled) return 0
  const slot = tables + <usize>(4 * segment)
  const count = uses + <usize>(4 * segment)
  if (load<u32>(count) <= usesBeforeBytes) store<u32>(count, load<u32>(count) + 1)
  if (load<u32>(slot) === 0 && load<u32>(count) > usesBefore) {
    // Without memory for a table it goes on without one.
    const table = tryAllocate(<usize>windows * entries * entrySize)
    if (table === 0) return 0
    generator(base, segment)
    buildTable(table, base, windows, <i32>entries)
    store<u32>(slot, <u32>table)
  }
  return <usize>load<u32>(slot)
}

/** The byte's table, or 0 while it has none; `place` is where its two windows' entries are. */
function byteTableOf(at: u32, place: usize): usize {
  if (at >= byteTabled) return 0
  const slot = byteTables + <usize>(4 * at)
  if (load<u32>(slot) === 0 && mayBuild) {
    mayBuild = false
    const table = tryAllocate(byteEntries * entrySize)
    if (table === 0) return 0
    buildByteTable(table, place, place + entries * entrySize)
    store<u32>(slot, <u32>table)
  }
  return <usize>load<u32>(slot)
}

/** The same for up to `group` neighbouring segments without tables: Straus's method, eight multiples of each base. */
function addGroup(out: usize, message: usize, start: u32, end: u32): void {
  const first = start / bytesPerSegment
  const count = (end - 1) / bytesPerSegment - first + 1
  for (let i: u32 = 0; i < count; i += 1) {
    generator(base, first + i)
    const multiples = ready + <usize>i * entries * readySize
    makeReady(multiples, base)
    memory.copy(sum, base, pointSize)
    for (let k: usize = 1; k < entries; k += 1) {
      addReady(sum, sum, multiples, false)
      makeReady(multiples + k * readySize, sum)
    }
  }
  setIdentity(sum)
  for (let window: i32 = windows - 1; window >= 0; window -= 1) {
    for (let i = 0; i < 5; i += 1) double(sum, sum, i === 4)
    for (let i: u32 = 0; i < count; i += 1) {
      const at = (first + i) * bytesPerSegment + <u32>(window >> 1)
      if (at < start || at >= end) continue
      const bits = <usize>(load<u8>(message + <usize>at) >> <u8>(4 * (window & 1))) & 15
      addReady(sum, sum, ready + (<usize>i * entries + (bits & 7)) * readySize, bits > 7)
    }
  }
  makeReady(base, sum)
  addReady(out, out, base, false)
}
