import { createRequire } from 'node:module'
import type { Point, Signature } from '../src/index.js'

export type Element = Uint8Array
export type Pair = [Element, Element]
export type Raw = { R8: Pair; S: bigint }
type Field = { e: (value: bigint) => Element; toObject: (element: Element) => bigint }
type Sign<message> = (key: Uint8Array, message: message) => Raw
type Verify<message> = (message: message, signature: Raw, key: Pair) => boolean

/** The parts of circomlibjs 0.1.7 that our tests compare with. It ships no types and hands out field elements as bytes. */
export type Circomlib = {
  eddsa: {
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
    signPedersen: Sign<Uint8Array>
    signPoseidon: Sign<Element>
    signMiMC: Sign<Element>
    signMiMCSponge: Sign<Element>
    verifyPedersen: Verify<Uint8Array>
    verifyPoseidon: Verify<Element>
    verifyMiMC: Verify<Element>
    verifyMiMCSponge: Verify<Element>
    packSignature: (signature: Raw) => Uint8Array
    unpackSignature: (bytes: Uint8Array) => Raw
  }
  pedersen: { hash: (message: Uint8Array) => Uint8Array }
  poseidon: {
    (inputs: readonly bigint[], state: bigint, outputs: number): Element | Element[]
    F: Field
  }
  mimc7: {
    F: Field
    hash: (element: bigint, key: bigint) => Element
    multiHash: (inputs: readonly bigint[], key: bigint) => Element
  }
  mimcSponge: {
    F: Field
    multiHash: (inputs: readonly bigint[], key: bigint, outputs: number) => Element | Element[]
  }
}

type Builders = {
  buildEddsa: () => Promise<Circomlib['eddsa']>
  buildPedersenHash: () => Promise<Circomlib['pedersen']>
  buildPoseidon: () => Promise<Circomlib['poseidon']>
  buildMimc7: () => Promise<Circomlib['mimc7']>
  buildMimcSponge: () => Promise<Circomlib['mimcSponge']>
}

/** Starts circomlibjs: it takes a second, and leaves threads behind. */
export async function loadCircomlib(): Promise<Circomlib> {
  const build: Builders = createRequire(import.meta.url)('circomlibjs')
  const [eddsa, pedersen, poseidon, mimc7, mimcSponge] = await Promise.all([
    build.buildEddsa(),
    build.buildPedersenHash(),
    build.buildPoseidon(),
    build.buildMimc7(),
    build.buildMimcSponge(),
  ])
  return { eddsa, pedersen, poseidon, mimc7, mimcSponge }
}

/** circomlibjs 0.1.7 in our forms: for benchmarks. */
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

export async function createOracle(): Promise<Oracle> {
  const { eddsa, pedersen, poseidon } = await loadCircomlib()
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
