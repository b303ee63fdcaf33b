/** Keccak-256 as Ethereum has it, of fewer than 136 bytes: MiMC's constants are a chain of its hashes. Public data. */
const lanes = memory.data(200, 8)
const sums = memory.data(40, 8)

/** out = hash of the message; both may be the same. */
export function keccak256(out: usize, message: usize, length: usize): void {
  memory.fill(lanes, 0, 200)
  memory.copy(lanes, message, length)
  store<u8>(lanes + length, 1)
  store<u8>(lanes, load<u8>(lanes, 135) | 0x80, 135)
  permute()
  memory.copy(out, lanes, 32)
}

function lane(x: u32, y: u32): usize {
  return lanes + <usize>(8 * ((x % 5) + 5 * (y % 5)))
}

/** Keccak-f[1600]; rotations, places and round constants by the rules of the specification. */
function permute(): void {
  let register: u32 = 1
  for (let round = 0; round < 24; round += 1) {
    for (let x: u32 = 0; x < 5; x += 1) {
      let sum: u64 = 0
      for (let y: u32 = 0; y < 5; y += 1) sum ^= load<u64>(lane(x, y))
      store<u64>(sums + 8 * x, sum)
    }
    for (let x: u32 = 0; x < 5; x += 1) {
      const change = load<u64>(sums + 8 * ((x + 4) % 5)) ^ rotl(load<u64>(sums + 8 * ((x + 1) % 5)), 1)
      for (let y: u32 = 0; y < 5; y += 1) store<u64>(lane(x, y), load<u64>(lane(x, y)) ^ change)
    }
    let x: u32 = 1
    let y: u32 = 0
    let moved = load<u64>(lane(1, 0))
    for (let t: u32 = 0; t < 24; t += 1) {
      const next = (2 * x + 3 * y) % 5
      x = y
      y = next
      const kept = load<u64>(lane(x, y))
      store<u64>(lane(x, y), rotl(moved, <u64>(((t + 1) * (t + 2)) / 2)))
      moved = kept
    }
    for (let y: u32 = 0; y < 5; y += 1) {
      memory.copy(sums, lane(0, y), 40)
      for (let x: u32 = 0; x < 5; x += 1)
        store<u64>(
          lane(x, y),
          load<u64>(sums + 8 * x) ^
            (~load<u64>(sums + 8 * ((x + 1) % 5)) & load<u64>(sums + 8 * ((x + 2) % 5))),
        )
    }
    for (let j = 0; j < 7; j += 1) {
      if (register & 1) store<u64>(lanes, load<u64>(lanes) ^ ((<u64>1) << ((1 << j) - 1)))
      register = ((register << 1) ^ ((register >> 7) * 0x171)) & 0xff
    }
  }
}
