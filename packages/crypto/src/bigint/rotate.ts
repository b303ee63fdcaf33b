/** The high half of a 64-bit word, given as halves, turned left by 0 to 63 bits. With the halves exchanged it gives the low one. */
export function rotate(high: number, low: number, bits: number): number {
  if (bits >= 32) return rotate(low, high, bits - 32)
  return bits === 0 ? high : (high << bits) | (low >>> (32 - bits))
}
