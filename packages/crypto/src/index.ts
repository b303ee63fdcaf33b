export {
  addPoint,
  base8,
  groupOrder,
  identity,
  inCurve,
  inSubgroup,
  multiplyPoint,
  type Point,
  subgroupOrder,
} from './babyJubjub.js'
export {
  createPrivateKey,
  getPublicKey,
  InvalidPrivateKeyError,
  InvalidSignatureError,
  packSignature,
  type Signature,
  signPedersen,
  signPoseidon,
  unpackSignature,
  verifyPedersen,
  verifyPoseidon,
} from './eddsa.js'
export { fieldPrime } from './field.js'
export { pedersenHash } from './pedersen.js'
export { packPoint, unpackPoint } from './pointCodec.js'
export { PoseidonWidthError, poseidonHash, poseidonHashes } from './poseidon.js'
