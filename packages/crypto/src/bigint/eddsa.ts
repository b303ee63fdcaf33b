import { bytesToIntegers, integersToBytes } from '../bytes.js'
import { createFill } from '../engine/createFill.js'
import type { Engine } from '../engine/engine.js'
import { DisposedSignerError } from '../errors.js'
import { type Point, subgroupOrder } from '../point.js'
import { bytesToPoint, pointToBytes } from '../pointBytes.js'
import { type Challenge, createChallenges } from './challenge.js'
import { equals, neutral, timesEight, toPoint, toPoints } from './curve.js'
import { type ExpandedKey, expandPrivateKey } from './expandPrivateKey.js'
import type { Hashes } from './hashes.js'
import { createFixedBase, type FixedBase, multiply } from './multiply.js'

type Eddsa = Pick<Engine, 'publicKey' | 'sign' | 'prepareSigner' | 'verify' | 'prepareVerifier'>

/** EdDSA as circomlibjs has it: S = r + challenge · s with the clamped scalar s, while the public key is s / 8 times `Base8`. */
export function createEddsa(hashes: Hashes, base: FixedBase): Eddsa {
  const publicPoint = ({ scalar }: ExpandedKey) => base((scalar >> 3n) % subgroupOrder)

  /** R8 + publicKey · (8 · challenge) = S · Base8. Eight times the key is in the subgroup, so the challenge may be reduced. */
  const holds = (signature: Uint8Array, message: Uint8Array, challenge: Challenge, ofKey: FixedBase) => {
    const [x = 0n, y = 0n, S = 0n] = bytesToIntegers(signature)
    if (S >= subgroupOrder) return false
    const minus = subgroupOrder - (challenge({ x, y }, message) % subgroupOrder)
    return equals(base(S, ofKey(minus, neutral)), { x, y })
  }

  return {
    publicKey: (privateKey) => {
      const key = expandPrivateKey(privateKey)
      key.clear()
      return pointToBytes(toPoint(publicPoint(key)))
    },

    // Nonce and challenge have to read the same bytes, or two signatures tell the key: shared memory might change in between.
    sign: (kind, privateKey, message) => {
      const key = expandPrivateKey(privateKey)
      try {
        const bytes = Uint8Array.from(message)
        const nonce = key.nonceOf(bytes)
        const [R8, A] = toPoints(base(nonce), publicPoint(key))
        return finish(key, nonce, R8, createChallenges(hashes, A).of(kind)(R8, bytes))
      } finally {
        key.clear()
      }
    },

    prepareSigner: (privateKey) => {
      let key: ExpandedKey | undefined = expandPrivateKey(privateKey)
      const A = toPoint(publicPoint(key))
      const challenges = createChallenges(hashes, A)
      const sign = (message: Uint8Array, challenge: Challenge) => {
        if (!key) throw new DisposedSignerError()
        const nonce = key.nonceOf(message)
        const R8 = toPoint(base(nonce))
        return finish(key, nonce, R8, challenge(R8, message))
      }
      return {
        publicKey: pointToBytes(A),
        sign: (kind, message) => sign(Uint8Array.from(message), challenges.of(kind)),
        signTemplate: (template, variable) => {
          if (!key) throw new DisposedSignerError()
          const challenge = challenges.ofTemplate(template, variable)
          const fill = createFill(template, variable)
          return (message) => sign(fill(message), challenge)
        },
        dispose: () => {
          key?.clear()
          key = undefined
        },
      }
    },

    verify: (kind, publicKey, signature, message) => {
      const A = bytesToPoint(publicKey)
      const eightfold = timesEight(A)
      return holds(signature, message, createChallenges(hashes, A).of(kind), (scalar) =>
        multiply(eightfold, scalar),
      )
    },

    prepareVerifier: (publicKey) => {
      const A = bytesToPoint(publicKey)
      const challenges = createChallenges(hashes, A)
      const ofKey = createFixedBase(timesEight(A))
      return {
        verify: (kind, signature, message) => holds(signature, message, challenges.of(kind), ofKey),
      }
    },
  }
}

const finish = ({ scalar }: ExpandedKey, nonce: bigint, { x, y }: Point, challenge: bigint) =>
  integersToBytes([x, y, (nonce + challenge * scalar) % subgroupOrder])
