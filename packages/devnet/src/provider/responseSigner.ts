import { type Hex, sha256 } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { Fault } from './faults.js'

export type SignatureDocument = {
  text: string
  signature: Hex
  signing_address: string
  signing_algo: 'ecdsa'
}

const keptMs = 20 * 60_000
const keptMost = 10_000
const hashOf = (bytes: Uint8Array) => sha256(bytes).slice(2)

/** Signs answers with the TEE's key and keeps the signatures for twenty minutes, as the network's providers do. */
export function createResponseSigner({ teeKey, now }: { teeKey: Hex; now: () => number }) {
  const tee = privateKeyToAccount(teeKey)
  const stranger = privateKeyToAccount(generatePrivateKey())
  const kept = new Map<string, SignatureDocument & { until: number }>()
  let previous: SignatureDocument | undefined

  const signText = async (text: string, key = tee): Promise<SignatureDocument> => ({
    text,
    signature: await key.signMessage({ message: text }),
    signing_address: tee.address,
    signing_algo: 'ecdsa',
  })

  return {
    sign: async (
      id: string,
      exchange: { request: Uint8Array; response: Uint8Array },
      fault: Fault['kind'] | null,
    ): Promise<void> => {
      if (fault === 'noSignature') return
      const request =
        fault === 'rewriteRequest' ? new Uint8Array([...exchange.request, 32]) : exchange.request
      const own = await signText(
        `${hashOf(request)}:${hashOf(exchange.response)}`,
        fault === 'wrongSigner' ? stranger : tee,
      )
      const stale = previous ?? (await signText(`${hashOf(new Uint8Array())}:${hashOf(new Uint8Array())}`))
      const document = fault === 'staleSignature' ? stale : own
      previous = own
      for (const [key, { until }] of kept) if (until <= now() || kept.size >= keptMost) kept.delete(key)
      kept.set(id.toLowerCase(), { ...document, until: now() + keptMs })
    },
    find: (id: string): SignatureDocument | null => {
      const found = kept.get(id.toLowerCase())
      if (!found || found.until <= now()) return null
      const { text, signature, signing_address, signing_algo } = found
      return { text, signature, signing_address, signing_algo }
    },
  }
}

export type ResponseSigner = ReturnType<typeof createResponseSigner>
