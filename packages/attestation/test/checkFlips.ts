import fc from 'fast-check'
import { verifyTdxQuote } from '../src/tdx/verifyTdxQuote.js'
import { createSignatureCache } from '../src/x509/signatureCache.js'
import { flipBit, signedPartsOf } from './signedParts.js'

/** Flips one bit at a time, in a part that is drawn first, so that a signature is hit as often as a list. Throws when one verifies, or the verifier throws. */
export function checkFlips(
  evidence: readonly verifyTdxQuote.Options[],
  { flips, seed }: { flips: number; seed?: number | undefined },
): void {
  const cache = createSignatureCache()
  const parts = evidence.flatMap(signedPartsOf)
  const flip = fc
    .constantFrom(...parts)
    .chain((part) => fc.nat({ max: 8 * part.bytes.length - 1 }).map((bit) => ({ ...part, bit })))
  fc.assert(
    fc.property(flip, ({ name, bytes, put, bit }) => {
      const { verdict } = verifyTdxQuote({ ...put(flipBit(bytes, bit)), cache })
      if (verdict !== 'failed')
        throw new Error(`Bit ${bit} of ${name} is flipped, and the verdict is ${verdict}.`)
    }),
    { numRuns: flips, ...(seed === undefined ? {} : { seed }) },
  )
}
