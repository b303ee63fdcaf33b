import { createRequire } from 'node:module'
import type { Point, Signature } from '../src/index.js'

/** circomlibjs 0.1.7 in our forms: the oracle. It ships no types and hands out field elements as bytes. */
export type Oracle = {
  getPublicKey: (key: Uint8Array) => Point
  signPedersen: (key: Uint8Array, message: Uint8Array) => Uint8Array
  signPoseidon: (key: Uint8Array, message: bigint) => Uint8Array
  verifyPedersen: (message: Uint8Array, signature: Signature, key: Point) => boolean
  verifyPoseidon: (message: bigint, signature: Signature, key: Point) => boolean
  pedersenHash: (message: Uint8Array) => Uint8Array
  poseidon: (inputs: readonly bigint[], state: bigint, outputs: number) => bigint[]
  packPoint: (point: Point) => Uint8Array
  unpackPoint: (bytes: Uint8Array) => Point | null
  addPoint: (a: Point, b: Point) => Point
  multiplyPoint: (point: Point, scalar: bigint) => Point
  inCurve: (point: Point) => boolean
  inSubgroup: (point: Point) => boolean
}

type Element = Uint8Array
type Pair = [Element, Element]
type Raw = { R8: Pair; S: bigint }
type Field = { e: (value: bigint) => Element; toObject: (element: Element) => bigint }
type Circom = {
  buildEddsa: () => Promise<{
    F: Field
    babyJub: {
      packPoint: (point: Pair) => Uint8Array
      unpackPoint: (bytes: Uint8Array) => Pair | null
      addPoint: (a: Pair, b: Pair) => Pair
      mulPointEscalar: (point: Pair, scalar: bigint) => Pair
      inCurve: (point: Pair) => boolean
      inSubgroup: (point: Pair) => boolean
    }
    prv2pub: (key: Uint8Array) => Pair
    signPedersen: (key: Uint8Array, message: Uint8Array) => Raw
    signPoseidon: (key: Uint8Array, message: Element) => Raw
    verifyPedersen: (message: Uint8Array, signature: Raw, key: Pair) => boolean
    verifyPoseidon: (message: Element, signature: Raw, key: Pair) => boolean
    packSignature: (signature: Raw) => Uint8Array
  }>
  buildPedersenHash: () => Promise<{ hash: (message: Uint8Array) => Uint8Array }>
  buildPoseidon: () => Promise<{
    (inputs: readonly bigint[], state: bigint, outputs: number): Element | Element[]
    F: Field
  }>
}

export async function createOracle(): Promise<Oracle> {
  const circom: Circom = createRequire(import.meta.url)('circomlibjs')
  const [eddsa, pedersen, poseidon] = await Promise.all([
    circom.buildEddsa(),
    circom.buildPedersenHash(),
    circom.buildPoseidon(),
  ])
  const { F, babyJub } = eddsa
  const pair = ({ x, y }: Point): Pair => [F.e(x), F.e(y)]
  const point = ([x, y]: Pair): Point => ({ x: F.toObject(x), y: F.toObject(y) })
  const raw = ({ R8, S }: Signature): Raw => ({ R8: pair(R8), S })
  const bytes = (value: Uint8Array) => Uint8Array.from(value)

  return {
    getPublicKey: (key) => point(eddsa.prv2pub(bytes(key))),
    signPedersen: (key, message) => bytes(eddsa.packSignature(eddsa.signPedersen(bytes(key), message))),
    signPoseidon: (key, message) => bytes(eddsa.packSignature(eddsa.signPoseidon(bytes(key), F.e(message)))),
    verifyPedersen: (message, signature, key) => eddsa.verifyPedersen(message, raw(signature), pair(key)),
    verifyPoseidon: (message, signature, key) =>
      eddsa.verifyPoseidon(F.e(message), raw(signature), pair(key)),
    pedersenHash: (message) => bytes(pedersen.hash(message)),
    poseidon: (inputs, state, outputs) => {
      const result = poseidon(inputs, state, outputs)
      return (Array.isArray(result) ? result : [result]).map((element) => poseidon.F.toObject(element))
    },
    packPoint: (value) => bytes(babyJub.packPoint(pair(value))),
    unpackPoint: (value) => {
      const found = babyJub.unpackPoint(bytes(value))
      return found === null ? null : point(found)
    },
    addPoint: (a, b) => point(babyJub.addPoint(pair(a), pair(b))),
    multiplyPoint: (value, scalar) => point(babyJub.mulPointEscalar(pair(value), scalar)),
    inCurve: (value) => babyJub.inCurve(pair(value)),
    inSubgroup: (value) => babyJub.inSubgroup(pair(value)),
  }
}
