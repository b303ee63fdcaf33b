import { writeFileSync } from 'node:fs'
import { Base8, fieldPrime, type Point } from '@zg/crypto'
import { toPoint } from '../../packages/crypto/src/bigint/curve.js'
import { deriveBase } from '../../packages/crypto/src/bigint/pedersenSegment.js'
import { derivePoseidon } from '../../packages/crypto/src/bigint/poseidonConstants.js'
import { sqrt } from '../../packages/crypto/src/bigint/sqrt.js'
import { invert, mod } from '../../packages/crypto/src/field.js'

/** The curve's coefficients (EIP-2494). */
const [curveA, curveD] = [168700n, 168696n]

/** Writes the constants that the program in C is compiled with, derived by the package's own code. */
export function writeConstants(path: string): void {
  const root = sqrt(mod(-curveA))
  if (root === null) throw new Error('-168700 has no square root.')
  const lines = [
    '#pragma once',
    '#include "field.h"',
    `#define ONE_LIMBS ${element(1n)}`,
    'static const fe ONE = ONE_LIMBS;',
    `static const fe SQUARED = ${element(1n << 256n)};`,
    `static const fe TWICE_D = ${element(-2n * curveD * invert(curveA))};`,
    `static const fe TO_ISOMORPHIC = ${element(root)};`,
    `static const fe FROM_ISOMORPHIC = ${element(invert(root))};`,
    'typedef struct { fe x, y; } point;',
    `static const point BASE8 = ${point(Base8)};`,
    `static const point PEDERSEN_BASES[] = {${Array.from({ length: 8 }, (_, i) => point(toPoint(deriveBase(i)))).join(', ')}};`,
    'typedef struct { int rounds; const fe *matrix, *before, *after, *constants, *outputs, *impulse, *recurrence, *inverse; } poseidon_constants;',
    ...poseidon(3),
    ...poseidon(6),
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
}

function poseidon(t: number): readonly string[] {
  const { before, after, matrix, partial } = derivePoseidon(t)
  const { constants, outputs, impulse, recurrence, inverse } = partial
  const arrays = {
    matrix: matrix.flat(),
    before: before.flat(),
    after: after.flat(),
    constants,
    outputs: outputs.flat(),
    impulse,
    recurrence: [...recurrence.own, ...recurrence.box],
    inverse: inverse.flat(),
  }
  const name = (what: string) => `P${t}_${what}`
  return [
    ...Object.entries(arrays).map(([what, values]) => array(name(what), values)),
    `static const poseidon_constants POSEIDON${t} = {${constants.length}, ${Object.keys(arrays).map(name).join(', ')}};`,
  ]
}

const array = (name: string, values: readonly bigint[]) =>
  `static const fe ${name}[] = {${values.map(element).join(', ')}};`

const point = ({ x, y }: Point) => `{${element(x)}, ${element(y)}}`

/** In Montgomery form, as four limbs. */
function element(value: bigint): string {
  const form = mod(value << 256n, fieldPrime)
  const limbs = [0n, 64n, 128n, 192n].map((shift) => `0x${BigInt.asUintN(64, form >> shift).toString(16)}`)
  return `{${limbs.join(', ')}}`
}
