export {
  addPoint,
  Base8,
  groupOrder,
  identity,
  inCurve,
  inSubgroup,
  multiplyPoint,
  type Point,
  subgroupOrder,
} from './babyJubjub.js'
export { signPedersen, verifyPedersen } from './eddsaPedersen.js'
export { signPoseidon, verifyPoseidon } from './eddsaPoseidon.js'
export type { ByteRange, Engine, EngineSigner, EngineVerifier, SignatureKind } from './engine/engine.js'
export {
  DisposedSignerError,
  InvalidMessageError,
  InvalidPrivateKeyError,
  InvalidSignatureError,
  PoseidonWidthError,
} from './errors.js'
export { fieldPrime } from './field.js'
export { pedersenHash } from './pedersen.js'
export { packPoint, unpackPoint } from './pointCodec.js'
export { poseidonHash } from './poseidon.js'
export { createPrivateKey, getPublicKey } from './privateKey.js'
export { packSignature, type Signature, unpackSignature } from './signature.js'
