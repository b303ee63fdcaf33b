import { fetchDocument, NetworkError } from '@zg/core'
import { parseJson } from '../json.js'
import type { GpuEvidence } from './verifyGpuEvidence.js'
import type { verifyNrasBundle } from './verifyNrasBundle.js'

/** Asks NVIDIA's attestation service about GPUs. Its answer is proven by `verifyNrasBundle`. */
export type NrasClient = (question: {
  evidence: readonly GpuEvidence[]
  /** The 32 bytes that the GPUs were asked with, as lower-case hex. */
  nonce: string
  /** As the provider names it, such as `HOPPER`. */
  arch: string
  signal?: AbortSignal | undefined
}) => Promise<Pick<verifyNrasBundle.Options, 'bundle' | 'keys' | 'issuer'>>

const theirs = 'https://nras.attestation.nvidia.com'
const what = 'The attestation service'

/**
 * A client of NVIDIA's attestation service (NRAS), which compares what GPUs measured with NVIDIA's references. It is told which GPUs a provider has, and
 * nothing else. The keys come from the same place by TLS.
 *
 * What it gives back rejects with `NetworkError` when the service can't be reached or refuses, `MalformedEvidenceError` when it answers with no JSON.
 *
 * @example
 * ```ts
 * import { createTeeVerifier, nrasClient, pccsCollateral, policies } from '@zg/attestation'
 *
 * createTeeVerifier({
 *   policy: { ...policies.strict, nras: 'required' },
 *   collateral: pccsCollateral({ url: 'https://pccs.example.com' }),
 *   nras: nrasClient(),
 * })
 * ```
 */
export function nrasClient({
  url = theirs,
  issuer = url,
  fetch,
  timeoutMs,
}: nrasClient.Options = {}): NrasClient {
  return async ({ evidence, nonce, arch, signal }) => {
    const options = { what, fetch, timeoutMs, signal }
    const json = JSON.stringify({ nonce, arch, evidence_list: evidence })
    const [bundle, keys] = await Promise.all([
      readJson(`${url}/v3/attest/gpu`, { ...options, json }),
      readJson(`${url}/.well-known/jwks.json`, options),
    ])
    return { bundle, keys, issuer }
  }
}

async function readJson(url: string, options: fetchDocument.Options): Promise<unknown> {
  const { status, bytes } = await fetchDocument(url, options)
  if (status !== 200) throw new NetworkError({ what, url, reason: 'invalid' })
  return parseJson(new TextDecoder().decode(bytes), { format: 'NRAS answer', most: 1 << 22 })
}

export declare namespace nrasClient {
  type Options = {
    /** Default NVIDIA's own, `https://nras.attestation.nvidia.com`. */
    url?: string | undefined
    /** Who its tokens must be by. Default `url`. */
    issuer?: string | undefined
    fetch?: typeof globalThis.fetch | undefined
    timeoutMs?: number | undefined
  }
}
