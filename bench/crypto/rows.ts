import type { Operation } from './side.js'

/** How many times as fast as circomlibjs a side has to be: the floor must hold, the target is aimed at. */
export type Row = {
  side: string
  operation: Operation | 'coldStart'
  title: string
  floor: number
  target: number
}

const wasm = (operation: Row['operation'], title: string, floor: number, target: number): Row => ({
  side: 'wasm',
  operation,
  title,
  floor,
  target,
})
const bigint = (operation: Row['operation'], title: string, floor: number, target: number): Row => ({
  ...wasm(operation, title, floor, target),
  side: 'bigint',
})

export const rows: readonly Row[] = [
  wasm('sign', 'sign 64 bytes', 400, 600),
  wasm('signPrepared', 'sign 64 bytes, prepared', 550, 900),
  wasm('verify', 'verify', 250, 400),
  wasm('verifyPrepared', 'verify, prepared', 400, 800),
  wasm('pedersen', 'Pedersen, 48 bytes', 400, 700),
  wasm('publicKey', 'public key', 300, 450),
  wasm('signPoseidon', 'sign, Poseidon', 150, 240),
  wasm('poseidon', 'Poseidon(2)', 1.2, 1.7),
  wasm('poseidonBatch', 'Poseidon(2), 64 at once', 1.5, 2.5),
  wasm('coldStart', 'import + first signature', 40, 85),
  bigint('sign', 'sign 64 bytes', 60, 100),
  bigint('verify', 'verify', 40, 60),
  bigint('pedersen', 'Pedersen, 48 bytes', 65, 105),
]
