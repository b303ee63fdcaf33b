/** Memory for tables and messages, handed out upwards. It grows on demand and is given back with the engine. */
let top: usize = __heap_base

/** Bytes on a boundary of 16, or 0 when the host refuses to grow. */
export function tryAllocate(size: usize): usize {
  const start = (top + 15) & ~15
  const end = start + size
  const have = (<usize>memory.size()) << 16
  // A sum beyond 32 bits would begin again at zero.
  if (end < start) return 0
  if (end > have && memory.grow(<i32>((end - have + 0xffff) >> 16)) < 0) return 0
  top = end
  return start
}

/** The same for what can't be done without: traps when the host refuses, which the layer above reports. */
export function allocate(size: usize): usize {
  const start = tryAllocate(size)
  if (start === 0) unreachable()
  return start
}

let messageStart: usize = 0
let messageRoom: usize = 0

/** Before a message stand 64 bytes that a signature hashes with it. */
export const messagePrefix: usize = 64

/** Where a message of this length goes. A longer one than before gets twice the room, so what is left behind is never more than what is used. */
export function messageBuffer(length: usize): usize {
  if (length > messageRoom || messageStart === 0) {
    const room = max<usize>(2 * messageRoom, max<usize>(1024, length))
    messageStart = allocate(messagePrefix + room) + messagePrefix
    messageRoom = room
  }
  return messageStart
}

export function mark(): usize {
  return top
}

/** Gives back what was allocated since the mark. */
export function release(to: usize): void {
  top = to
}
