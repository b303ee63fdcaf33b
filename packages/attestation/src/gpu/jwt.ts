import { p384 } from '@noble/curves/nist.js'
import { sha384 } from '@noble/hashes/sha2.js'
import { base64ToBytes, bytesToUtf8, concatBytes, InvalidEncodingError, utf8ToBytes } from '@zg/core'
import { decoded } from '../decoded.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { isObject, type JsonObject, parseJsonObject } from '../json.js'

const format = 'NRAS token'
const most = 1 << 18

/** The claims of a JSON Web Token that one of these keys has signed with ES384; no other algorithm is known. Throws `EvidenceError`. */
export function readJwt(token: string, keys: unknown): JsonObject {
  if (token.length > most) throw new MalformedEvidenceError(format, `it has ${token.length} characters`)
  const [header = '', payload = '', signature = '', ...more] = token.split('.')
  const parts = token.split('.').length
  if (parts !== 3 || more.length > 0) throw new MalformedEvidenceError(format, `it has ${parts} parts, not 3`)
  const { alg, kid } = jsonOf(header)
  if (alg !== 'ES384') throw new EvidenceError(`the algorithm ${JSON.stringify(alg)} is not allowed`)
  const key = findKey(keys, kid)
  const bytes = decode(signature)
  const digest = sha384(utf8ToBytes(`${header}.${payload}`))
  // NVIDIA does not keep to the lower half of s.
  if (bytes.length !== 96 || !p384.verify(bytes, digest, key, { prehash: false, lowS: false })) {
    throw new EvidenceError('the signature of a token is not by its key')
  }
  return jsonOf(payload)
}

function findKey(keys: unknown, kid: unknown): Uint8Array {
  const list = isObject(keys) && Array.isArray(keys.keys) ? keys.keys.filter(isObject) : []
  const found = list.filter((key) => typeof kid === 'string' && key.kid === kid)
  const [key] = found
  if (!key || found.length > 1) throw new EvidenceError(`no key is named ${JSON.stringify(kid)}`)
  const { kty, crv, x, y } = key
  if (kty !== 'EC' || crv !== 'P-384' || typeof x !== 'string' || typeof y !== 'string') {
    throw new EvidenceError(`the key ${JSON.stringify(kid)} is not one of P-384`)
  }
  const point = concatBytes(Uint8Array.of(4), decode(x), decode(y))
  if (point.length === 97 && isPoint(point)) return point
  throw new EvidenceError(`the key ${JSON.stringify(kid)} is not one of P-384`)
}

function isPoint(bytes: Uint8Array): boolean {
  try {
    p384.Point.fromBytes(bytes)
    return true
  } catch {
    return false // Not on the curve.
  }
}

function jsonOf(part: string): JsonObject {
  return decoded(format, 'it is no text', () => parseJsonObject(bytesToUtf8(decode(part)), { format, most }))
}

/** Base64 for URLs, without padding. */
function decode(text: string): Uint8Array {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/')
  const isOfUrls = /^[\w-]*$/.test(text) && text.length % 4 !== 1
  try {
    if (isOfUrls) return base64ToBytes(standard.padEnd(Math.ceil(standard.length / 4) * 4, '='))
  } catch (error) {
    if (!(error instanceof InvalidEncodingError)) throw error
  }
  throw new MalformedEvidenceError(format, 'a part is no base64')
}
