import { type Address, type Hex, sha256 } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { FaultAt } from './faults/fault.js'

export type SignatureDocument = {
  text: string
  signature: Hex
  signing_address: Address
  signing_algo: 'ecdsa'
}

const keptMs = 20 * 60_000
const keptMost = 10_000
const hashOf = (bytes: Uint8Array) => sha256(bytes).slice(2)
const space = 32

/**
 * Signs answers with the TEE's key, and keeps the signatures for twenty minutes as the network's providers do, the latest 10,000 of them.
 * What is signed: `sha256(request):sha256(response)` in hex, over the bytes that the client sent and those it got.
 */
export function createResponseSigner({ teeKey, now }: { teeKey: Hex; now: () => number }) {
  const tee = privateKeyToAccount(teeKey)
  const stranger = privateKeyToAccount(generatePrivateKey())
  const kept = new Map<string, { document: SignatureDocument; until: number }>()
  let previous: SignatureDocument | undefined

  const signText = async (text: string, key = tee): Promise<SignatureDocument> => ({
    text,
    signature: await key.signMessage({ message: text }),
    signing_address: tee.address,
    signing_algo: 'ecdsa',
  })
  const removeOld = (): void => {
    // Kept in order of age, so that the first one that stays ends the search.
    for (const [id, { until }] of kept) {
      if (until > now() && kept.size < keptMost) break
      kept.delete(id)
    }
  }

  return {
    sign: async (
      id: string,
      { request, responseHash }: { request: Uint8Array; responseHash: string },
      fault: FaultAt<'answer'>['kind'] | null,
    ): Promise<void> => {
      if (fault === 'noSignature') return
      const signed = fault === 'rewriteRequest' ? new Uint8Array([...request, space]) : request
      const key = fault === 'wrongSigner' ? stranger : tee
      const own = await signText(`${hashOf(signed)}:${responseHash}`, key)
      const stale = previous ?? (await signText(`${hashOf(new Uint8Array())}:${hashOf(new Uint8Array())}`))
      if (fault === null) previous = own
      removeOld()
      const name = id.toLowerCase()
      kept.delete(name)
      kept.set(name, { document: fault === 'staleSignature' ? stale : own, until: now() + keptMs })
    },
    find: (id: string): SignatureDocument | null => {
      const found = kept.get(id.toLowerCase())
      return found && found.until > now() ? found.document : null
    },
  }
}

export type ResponseSigner = ReturnType<typeof createResponseSigner>
