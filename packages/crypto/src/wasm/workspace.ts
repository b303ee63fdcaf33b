import type { ByteRange, SignatureKind } from '../engine/engine.js'
import { WasmMemoryError } from './errors.js'
import { maximumRanges, rangesAt } from './layout.js'
import type { WasmModule } from './module.js'

/** The module and its memory, which moves when it grows. */
export type Workspace = {
  readonly call: WasmModule['call']
  /** A copy of bytes from a place of `layout.ts`. */
  readonly read: (at: number, size: number) => Uint8Array
  readonly write: (at: number, bytes: Uint8Array) => void
  /** Puts a message into its own place, with room for at least `room` bytes, and gives its address. */
  readonly place: (message: Uint8Array, room?: number) => number
  readonly readMessage: (address: number, size: number) => Uint8Array
  readonly writeMessage: (address: number, bytes: Uint8Array) => void
  /** Says which bytes count, in at most `maximumRanges`; gives the number of ranges. */
  readonly placeRanges: (ranges: readonly ByteRange[]) => number
}

export const kindNumber: Record<SignatureKind, number> = { pedersen: 0, poseidon: 1, mimc7: 2, mimcSponge: 3 }

/** For a hash of the whole message, with nothing summed before. */
export const wholeMessage = -1

export function createWorkspace({ memory, io, call }: WasmModule): Workspace {
  let view = new Uint8Array(memory.buffer)
  const bytes = (): Uint8Array => {
    if (view.length === 0) view = new Uint8Array(memory.buffer)
    return view
  }
  const writeMessage = (address: number, message: Uint8Array) => bytes().set(message, address)
  return {
    call,
    read: (at, size) => bytes().slice(io + at, io + at + size),
    write: (at, value) => bytes().set(value, io + at),
    place: (message, room = 0) => {
      const { length } = message
      const address = reserve(call, Math.max(length, room))
      // Shared memory may have grown since: no more goes in than there is room for.
      writeMessage(address, message.subarray(0, length))
      return address
    },
    readMessage: (address, size) => bytes().slice(address, address + size),
    writeMessage,
    placeRanges: (ranges) => {
      const numbers = new DataView(bytes().buffer, io + rangesAt)
      for (const [i, { start, end }] of ranges.entries()) {
        numbers.setUint32(8 * i, start, true)
        numbers.setUint32(8 * i + 4, end, true)
      }
      return ranges.length
    },
  }
}

/** Twice as much still has an address of 32 bits. */
const longestMessage = 2 ** 30

function reserve(call: WasmModule['call'], length: number): number {
  try {
    if (length > longestMessage) throw new RangeError(`The longest message has ${longestMessage} bytes.`)
    return Number(call.messageBuffer(length))
  } catch (cause) {
    throw new WasmMemoryError({ length, cause })
  }
}

/**
 * Neighbouring ranges as one; where there are more than the module has room for, the last one reaches over all that are left.
 * One fewer than the room, so that what is left between them fits too.
 */
export function joinRanges(ranges: readonly ByteRange[]): ByteRange[] {
  const joined: ByteRange[] = []
  for (const { start, end } of ranges) {
    const last = joined.at(-1)
    if (start === end) continue
    if (last && (last.end === start || joined.length === maximumRanges - 1))
      joined[joined.length - 1] = { start: last.start, end }
    else joined.push({ start, end })
  }
  return joined
}
