export { addPoint, inSubgroup, multiplyPoint, unpackPoint } from './babyJubjub.js'
export type { Signer, Verifier } from './bound/eddsa.js'
export {
  type CircomlibElement,
  type CircomlibPoint,
  type CircomlibSignature,
  fromCircomlibElement,
  fromCircomlibPoint,
  fromCircomlibSignature,
  toCircomlibElement,
  toCircomlibPoint,
  toCircomlibSignature,
} from './circomlibForms.js'
export { type BoundCrypto, createCrypto } from './createCrypto.js'
export { defaultEngine } from './defaultCrypto.js'
export { signMimc7, signMimcSponge, verifyMimc7, verifyMimcSponge } from './eddsaMimc.js'
export { signPedersen, verifyPedersen } from './eddsaPedersen.js'
export { signPoseidon, verifyPoseidon } from './eddsaPoseidon.js'
export type { ByteRange, Engine, EngineSigner, EngineVerifier, SignatureKind } from './engine/engine.js'
export {
  DisposedSignerError,
  InvalidElementError,
  InvalidMessageError,
  InvalidPointError,
  InvalidPrivateKeyError,
  InvalidSignatureError,
  PedersenTemplateError,
  PoseidonWidthError,
  SpongeOutputsError,
} from './errors.js'
export { fieldPrime } from './field.js'
export { mimc7Encrypt, mimc7Hash, mimcSpongeHash } from './mimc.js'
export { packPoint } from './packPoint.js'
export { pedersenHash, pedersenTemplate } from './pedersen.js'
export { Base8, groupOrder, identity, inCurve, type Point, subgroupOrder } from './point.js'
export { poseidonHash, poseidonHashMany } from './poseidon.js'
export { createSigner, createVerifier } from './prepared.js'
export { createPrivateKey, getPublicKey } from './privateKey.js'
export { packSignature, type Signature, unpackSignature } from './signature.js'
export { WasmMemoryError, WasmRefusedError } from './wasm/errors.js'
