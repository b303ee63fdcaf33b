import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@zg/core'
import type { Collateral } from '../src/collateral/collateral.js'
import { parseQuote } from '../src/quote/parseQuote.js'
import { encodePem } from '../src/simulate/authority.js'
import { uint32 } from '../src/simulate/encodeQuote.js'
import type { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { readPemChain } from '../src/x509/pem.js'

type Evidence = verifyTdxQuote.Options

/** Bytes that somebody signed, or that are compared with such, and the evidence with others in their place. */
export type SignedPart = { name: string; bytes: Uint8Array; put: (bytes: Uint8Array) => Evidence }

/**
 * Everything in evidence that matters, without the ways to write it down: PEM and hex say the same in several ways, so that certificates and CRLs are changed
 * as DER and written anew.
 */
export const signedPartsOf = (evidence: Evidence): readonly SignedPart[] => [
  ...partsOfQuote(evidence),
  ...(['tcb_info', 'qe_identity'] as const).flatMap((name) => partsOfStatement(evidence, name)),
  ...(['root_ca_crl', 'pck_crl'] as const).map((name) => hexPart(evidence, name)),
]

function partsOfQuote(evidence: Evidence): SignedPart[] {
  const { quote } = evidence
  const { pckChain } = parseQuote(quote)
  const start = pckChain.byteOffset - quote.byteOffset
  const behind = quote.subarray(start + pckChain.length)
  const put = (front: Uint8Array, chain: Uint8Array) => ({
    ...evidence,
    quote: concatBytes(front, chain, behind),
  })
  return [
    { name: 'quote', bytes: quote.subarray(0, start), put: (bytes) => put(bytes, pckChain) },
    ...chainParts(pckChain, (pem) => {
      const chain = utf8ToBytes(pem)
      return put(withLengths(quote.subarray(0, start), chain.length - pckChain.length), chain)
    }),
  ]
}

/** What stands in front of the chain, with the three lengths that enclose it. */
function withLengths(front: Uint8Array, difference: number): Uint8Array {
  const { signedBytes } = parseQuote(concatBytes(front, new Uint8Array(65_000 - front.length)))
  const changed = front.slice()
  for (const at of [signedBytes.length, signedBytes.length + 134, front.length - 4]) {
    const length = new DataView(changed.buffer, changed.byteOffset + at, 4).getUint32(0, true)
    changed.set(uint32(length + difference), at)
  }
  return changed
}

function chainParts(pem: string | Uint8Array, put: (pem: string) => Evidence): SignedPart[] {
  const chain = readPemChain(pem).map(({ bytes }) => bytes)
  return chain.map((der, index) => ({
    name: `certificate ${index}`,
    bytes: der,
    put: (bytes) => put(encodePem(...chain.with(index, bytes))),
  }))
}

function partsOfStatement(evidence: Evidence, name: 'tcb_info' | 'qe_identity'): SignedPart[] {
  const issuers = `${name}_issuer_chain` as const
  return [
    {
      name,
      bytes: utf8ToBytes(evidence.collateral[name]),
      put: (bytes) => withMember(evidence, name, String.fromCharCode(...bytes)),
    },
    hexPart(evidence, `${name}_signature`),
    ...chainParts(evidence.collateral[issuers], (pem) => withMember(evidence, issuers, pem)),
  ]
}

const hexPart = (evidence: Evidence, name: keyof Collateral): SignedPart => ({
  name,
  bytes: hexToBytes(evidence.collateral[name]),
  put: (bytes) => withMember(evidence, name, bytesToHex(bytes)),
})

const withMember = (evidence: Evidence, name: keyof Collateral, value: string): Evidence => ({
  ...evidence,
  collateral: { ...evidence.collateral, [name]: value },
})

/** A copy with one bit changed. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = bytes.slice()
  const index = bit >> 3
  changed[index] = (changed[index] ?? 0) ^ (1 << (bit & 7))
  return changed
}
