import {
  keyAt,
  otherAt,
  pointAt,
  publicAt,
  rangesAt,
  scalarAt,
  seedAt,
  signatureAt,
  sumAt,
} from '../src/wasm/layout'

export const io = memory.data(960, 16)
export const seed: usize = io + seedAt
export const scalar: usize = io + scalarAt
export const publicKey: usize = io + publicAt
export const fixedSum: usize = io + sumAt
export const key: usize = io + keyAt
export const signature: usize = io + signatureAt
export const point: usize = io + pointAt
export const other: usize = io + otherAt
export const ranges: usize = io + rangesAt
