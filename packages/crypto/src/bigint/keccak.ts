import { rotate } from './rotate.js'

/** Keccak-256 with its original padding, for messages below 136 bytes: what round constants are chained with. */
export function keccak256(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(200)
  bytes.set(message)
  bytes[message.length] = 1
  bytes[135] = (bytes[135] ?? 0) | 128
  permute(new Int32Array(bytes.buffer))
  return bytes.slice(0, 32)
}

/** 25 lanes of 64 bits, the low half first: the order of the bytes on a little-endian machine, which is every one that runs JavaScript. */
function permute(lanes: Int32Array): void {
  const column = new Int32Array(10)
  const row = new Int32Array(10)
  let shift = 1
  for (let round = 0; round < 24; round += 1) {
    for (let i = 0; i < 10; i += 1) {
      column[i] = 0
      for (let y = 0; y < 50; y += 10) column[i] = (column[i] ?? 0) ^ (lanes[i + y] ?? 0)
    }
    for (let i = 0; i < 50; i += 1) {
      const next = (i + 2) % 10
      const turned = rotate(column[next] ?? 0, column[next ^ 1] ?? 0, 1)
      lanes[i] = (lanes[i] ?? 0) ^ (column[(i + 8) % 10] ?? 0) ^ turned
    }
    // Lane (x, y) goes to (y, 2x + 3y), turned by the triangular numbers along that path.
    let low = lanes[2] ?? 0
    let high = lanes[3] ?? 0
    for (let step = 1, x = 1, y = 0, bits = 1; step <= 24; step += 1, bits = (bits + step) % 64) {
      const next = (2 * x + 3 * y) % 5
      x = y
      y = next
      const at = 2 * (x + 5 * y)
      const movedLow = rotate(low, high, bits)
      const movedHigh = rotate(high, low, bits)
      low = lanes[at] ?? 0
      high = lanes[at + 1] ?? 0
      lanes[at] = movedLow
      lanes[at + 1] = movedHigh
    }
    for (let start = 0; start < 50; start += 10) {
      for (let i = 0; i < 10; i += 1) row[i] = lanes[start + i] ?? 0
      for (let i = 0; i < 10; i += 1)
        lanes[start + i] = (row[i] ?? 0) ^ (~(row[(i + 2) % 10] ?? 0) & (row[(i + 4) % 10] ?? 0))
    }
    // The round's constant: bits 2^j − 1 from a shift register over x^8 + x^6 + x^5 + x^4 + 1.
    for (let j = 0; j < 7; j += 1) {
      const place = (1 << j) - 1
      if (shift & 1) lanes[place >> 5] = (lanes[place >> 5] ?? 0) ^ (1 << (place & 31))
      shift = (shift << 1) ^ (shift & 128 ? 0x171 : 0)
    }
  }
}
