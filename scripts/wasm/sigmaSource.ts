/** The order in which BLAKE's rounds read words: part of its specification. */
const blakeSigma = [
  '0123456789abcdef',
  'ea489fd61c02b753',
  'b8c052fdae367194',
  '7931dcbe265a40f8',
  '905724afe1bc683d',
  '2c6a0b834d75fe19',
  'c51fed4a0763928b',
  'db7ec13950f4862a',
  '6fe9b308c2d714a5',
  'a2847615fb9e3cd0',
]

/** A round's row as sixteen digits, the first in the lowest bits: a number in the code, so that no address comes from a load where secrets are hashed. */
export function sigmaSource(): string {
  const rows = blakeSigma.map((row) => `0x${Array.from(row).reverse().join('')}`)
  const cases = rows.map((row, i) => `    case ${i}: return ${row}\n`).join('')
  return `export function sigma(round: i32): u64 {
  switch (round % ${rows.length}) {
${cases}    default: return 0
  }
}
`
}
