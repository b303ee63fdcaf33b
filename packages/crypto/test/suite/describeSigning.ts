import { concatBytes } from '@zg/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { integerToBytes } from '../../src/bytes.js'
import type { Engine, SignatureKind } from '../../src/engine/engine.js'
import { DisposedSignerError } from '../../src/errors.js'
import { anyElement, anyKey, filled } from '../samples.js'

const kinds: readonly SignatureKind[] = ['pedersen', 'poseidon', 'mimc7', 'mimcSponge']
const anyBytes = fc.uint8Array({ maxLength: 300 })
const anyMessage = (kind: SignatureKind) => (kind === 'pedersen' ? anyBytes : anyElement.map(integerToBytes))

/** A template and two messages that differ from it within its ranges. */
const anyTemplate = fc
  .tuple(
    anyBytes,
    fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 6 }),
    fc.uint8Array({ minLength: 300, maxLength: 300 }),
  )
  .map(([template, cuts, noise]) => {
    const edges = cuts.map((cut) => Math.min(cut, template.length)).toSorted((a, b) => a - b)
    const variable = Array.from({ length: edges.length >> 1 }, (_, i) => ({
      start: edges[2 * i] ?? 0,
      end: edges[2 * i + 1] ?? 0,
    }))
    const message = template.map((byte, i) =>
      variable.some(({ start, end }) => i >= start && i < end) ? (noise[i] ?? 0) : byte,
    )
    return { template, variable, message }
  })

export function describeSigning(engine: () => Engine, { runs }: { runs: number }): void {
  describe.each(kinds)('%s signatures', (kind) => {
    test('hold for their key and message alone, prepared or not', () => {
      fc.assert(
        fc.property(anyKey, anyMessage(kind), fc.nat({ max: 767 }), (key, message, bit) => {
          const signer = engine().prepareSigner(key)
          const publicKey = engine().publicKey(key)
          const signature = engine().sign(kind, key, message)
          expect(signer.publicKey).toEqual(publicKey)
          expect(signer.sign(kind, message)).toEqual(signature)
          const verifier = engine().prepareVerifier(publicKey)
          const both = (candidate: Uint8Array, text: Uint8Array) => [
            engine().verify(kind, publicKey, candidate, text),
            verifier.verify(kind, candidate, text),
          ]
          expect(both(signature, message)).toEqual([true, true])
          const other =
            kind === 'pedersen' ? concatBytes(message, filled(1)) : integerToBytes(message[0] ? 0n : 1n)
          expect(both(signature, other)).toEqual([false, false])
          // R8 has to stay a point of the curve, so S alone is changed bit by bit.
          const changed = signature.map((byte, i) =>
            i === 64 + ((bit >> 3) % 32) ? byte ^ (1 << (bit & 7)) : byte,
          )
          expect(both(changed, message)).toEqual([false, false])
        }),
        { numRuns: Math.ceil(runs / 2) },
      )
    })
  })

  describe('templates', () => {
    test('hash as whole messages do, and read nothing but what varies', () => {
      fc.assert(
        fc.property(anyTemplate, ({ template, variable, message }) => {
          const hash = engine().pedersenTemplate(template, variable)
          const expected = engine().pedersen(message)
          expect(hash(message)).toEqual(expected)
          const { length } = message
          const blanked = Uint8Array.from({ length }, (_, i) =>
            variable.some(({ start, end }) => i >= start && i < end) ? (message[i] ?? 0) : 0,
          )
          expect(hash(blanked)).toEqual(expected)
        }),
        { numRuns: runs },
      )
    })

    test('sign as whole messages are signed', () => {
      fc.assert(
        fc.property(anyKey, anyTemplate, (key, { template, variable, message }) => {
          const sign = engine().prepareSigner(key).signTemplate(template, variable)
          const expected = engine().sign('pedersen', key, message)
          expect(sign(message)).toEqual(expected)
          // A nonce of other bytes than the challenge would tell the key.
          const blanked = message.map((byte, i) =>
            variable.some(({ start, end }) => i >= start && i < end) ? byte : 0,
          )
          expect(sign(blanked)).toEqual(expected)
        }),
        { numRuns: Math.ceil(runs / 2) },
      )
    })

    test.each([31, 65])('of %i ranges with fixed bytes before, between and behind', (count) => {
      const template = filled(2 * count + 1)
      const variable = Array.from({ length: count }, (_, i) => ({ start: 2 * i + 1, end: 2 * i + 2 }))
      const message = template.map((byte, i) => (i % 2 === 1 ? byte ^ 255 : byte))
      expect(engine().pedersenTemplate(template, variable)(message)).toEqual(engine().pedersen(message))
      const sign = engine().prepareSigner(filled(32)).signTemplate(template, variable)
      expect(sign(message)).toEqual(engine().sign('pedersen', filled(32), message))
    })
  })

  test('what was prepared works side by side, in any order', () => {
    const prepared = [1, 2, 3, 4, 5].map((seed) => {
      const [key, message] = [filled(32, seed), filled(20 * seed, seed)]
      const signer = engine().prepareSigner(key)
      return {
        message,
        signer,
        sign: signer.signTemplate(message, [{ start: 0, end: 4 }]),
        hash: engine().pedersenTemplate(message, [{ start: 2, end: 9 }]),
        verifier: engine().prepareVerifier(signer.publicKey),
      }
    })
    for (const { message, signer, sign, hash, verifier } of [...prepared, ...prepared.toReversed()]) {
      const signature = signer.sign('pedersen', message)
      expect(sign(message)).toEqual(signature)
      expect(hash(message)).toEqual(engine().pedersen(message))
      expect(verifier.verify('pedersen', signature, message)).toBe(true)
      expect(verifier.verify('pedersen', signature, filled(3))).toBe(false)
    }
  })

  test('a disposed signer signs no more, and another of the same key still does', () => {
    const [first, second] = [engine().prepareSigner(filled(32)), engine().prepareSigner(filled(32))]
    const template = first.signTemplate(filled(20), [{ start: 0, end: 8 }])
    const before = first.sign('pedersen', filled(20))
    first.dispose()
    first.dispose()
    expect(() => first.sign('pedersen', filled(20))).toThrow(DisposedSignerError)
    expect(() => template(filled(20))).toThrow(DisposedSignerError)
    expect(() => first.signTemplate(filled(20), [])).toThrow(DisposedSignerError)
    expect(second.sign('pedersen', filled(20))).toEqual(before)
  })

  test('nothing that is passed is changed or kept', () => {
    const [key, message, element] = [
      filled(32),
      filled(70),
      filled(32, 2).map((byte, i) => (i === 31 ? 0 : byte)),
    ]
    const signer = engine().prepareSigner(key)
    const publicKey = signer.publicKey.slice()
    const verifier = engine().prepareVerifier(publicKey)
    const hash = engine().pedersenTemplate(message, [{ start: 0, end: 8 }])
    const signature = engine().sign('pedersen', key, message)
    const packed = engine().pack(publicKey)
    const given = [key, message, element, publicKey, signature, packed]
    const copies = given.map((bytes) => bytes.slice())
    for (const kind of kinds) {
      const text = kind === 'pedersen' ? message : element
      engine().sign(kind, key, text)
      engine().verify(kind, publicKey, signature, text)
    }
    engine().unpack(packed)
    engine().add(publicKey, publicKey)
    engine().multiply(publicKey, element)
    engine().inSubgroup(publicKey)
    engine().poseidon(element, { initialState: element, outputs: 2 })
    engine().poseidonMany(1, element)
    engine().mimc7(element, element)
    engine().mimcSponge(element, element, 2)
    expect(given).toEqual(copies)

    const expected = [signer.sign('pedersen', filled(9)), engine().pedersen(message)]
    for (const bytes of given) bytes.fill(0)
    expect(signer.sign('pedersen', filled(9))).toEqual(expected[0])
    expect(hash(filled(70))).toEqual(expected[1])
    expect(verifier.verify('pedersen', engine().sign('pedersen', filled(32), filled(9)), filled(9))).toBe(
      true,
    )
  })

  test('a key of another kind of byte array is not kept either', () => {
    // A Buffer of Node does this.
    class Sharing extends Uint8Array {
      override slice = this.subarray
    }
    const A = Sharing.from(engine().publicKey(filled(32)))
    const verifier = engine().prepareVerifier(A)
    A.fill(0)
    const message = integerToBytes(7n)
    const signature = engine().sign('poseidon', filled(32), message)
    expect(verifier.verify('poseidon', signature, message)).toBe(true)
  })

  test('a message that changes meanwhile, as shared memory may, is signed as it was at one moment', () => {
    let reads = 0
    class Changing extends Uint8Array {
      override get length(): number {
        reads += 1
        this.fill(reads)
        return super.length
      }
    }
    const key = filled(32)
    const signer = engine().prepareSigner(key)
    const signatures = Array.from({ length: 20 }, (_, i) =>
      engine().sign('pedersen', key, new Uint8Array(40).fill(i)).join(),
    )
    expect(signatures).toContain(engine().sign('pedersen', key, new Changing(40)).join())
    reads = 0
    expect(signatures).toContain(signer.sign('pedersen', new Changing(40)).join())
  })

  test('results are independent of later calls', () => {
    const results = [1, 2, 3].map((seed) => engine().sign('pedersen', filled(32, seed), filled(40)))
    const copies = results.map((bytes) => bytes.slice())
    engine().sign('poseidon', filled(32, 9), integerToBytes(5n))
    engine().pedersen(filled(100))
    expect(results).toEqual(copies)
  })
}
