import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes } from '@zg/core'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError } from '../errors.js'
import { maskBytes } from '../maskBytes.js'
import type { TdxQuote } from '../quote/quote.js'
import { reachedLevel } from '../tcb/levels.js'
import type { QeIdentity } from '../tcb/qeIdentity.js'
import type { Level } from '../tcb/tcbInfo.js'

const debug = 2

/** The quoting enclave vouches for the attestation key: the first half of its report data is the key's hash. The other half is zero. */
export function checkKeyBinding(quote: TdxQuote): TdxQuote {
  const { qe, attestationKey, qeAuthData } = quote
  const bound = concatBytes(sha256(concatBytes(attestationKey, qeAuthData)), new Uint8Array(32))
  if (!equalBytes(qe.reportData, bound))
    throw new EvidenceError('the QE report does not bind the attestation key')
  return quote
}

/** The enclave is Intel's, not in debug mode, and reaches a level, which is returned. */
export function checkQeIdentity({ qe }: TdxQuote, identity: QeIdentity): Level<number> {
  const fault = (what: string) => new EvidenceError(`the quoting enclave ${what}`)
  if (((qe.attributes[0] ?? 0) & debug) !== 0) throw fault('is in debug mode')
  if (!equalBytes(qe.mrSigner, identity.mrSigner)) throw fault(`is signed by ${bytesToHex(qe.mrSigner)}`)
  if (qe.isvProdId !== identity.isvProdId)
    throw fault(`is product ${qe.isvProdId}, not ${identity.isvProdId}`)
  if (!agree(qe.miscSelect, identity.miscSelect, identity.miscSelectMask))
    throw fault('has another miscselect')
  if (!agree(qe.attributes, identity.attributes, identity.attributesMask)) throw fault('has other attributes')
  const level = reachedLevel(identity.levels, qe.isvSvn)
  if (!level) throw fault(`of version ${qe.isvSvn} is below every level`)
  return level
}

const agree = (one: Uint8Array, other: Uint8Array, mask: Uint8Array) =>
  equalBytes(maskBytes(one, mask), maskBytes(other, mask))
