import type { signatureChecks, verifyResponseSignature } from '@zg/attestation/response'
import type { Assurance, Check, Report } from '@zg/core'
import type { Address } from 'viem'

/**
 * Verifies one answer: the signature is by `signer`, over the hashes of exactly the bytes that were sent and received.
 *
 * `signature` null stands for a provider that gave none, which fails. Never throws: whatever is malformed fails, with the reason.
 * The checks are `response.signature.present`, `response.signer`, `response.text.format`, `response.request.hash` and `response.body.hash`.
 * The same as `verifyResponseSignature` in `@zg/attestation/response`, loaded on the first call.
 *
 * @example
 * ```ts
 * import { verifyResponse } from '@zg/inference'
 *
 * const signer = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
 * const report = await verifyResponse({ request: '{}', response: '{}', signature: null, signer })
 * report.verdict // 'failed'
 * ```
 */
export async function verifyResponse(options: verifyResponse.Options): Promise<Report> {
  const { verifyResponseSignature } = await import('@zg/attestation/response')
  return verifyResponseSignature(options)
}

export declare namespace verifyResponse {
  type Options = Omit<verifyResponseSignature.Options, 'signer'> & {
    /** Whose signature it must be: the acknowledged one. */
    signer: Address
  }
}

/** The same for an exchange of which only hashes are kept. */
export async function hashChecks(options: signatureChecks.Options): Promise<readonly Check[]> {
  const { signatureChecks } = await import('@zg/attestation/response')
  return signatureChecks(options)
}

type Behind = {
  /** The report on the provider's hardware, where somebody examined it. */
  provider: Report | undefined
  required: boolean
  /** Whose signature counts. */
  signer: Address | undefined
  /** Whether the model's own server signs. */
  isSeparated: boolean
}

/** The same checks, and what stands behind the signer: the provider's hardware, where it was found proven. */
export async function withHardware(
  checks: readonly Check[],
  { provider, isSeparated, ...asked }: Behind,
): Promise<{ checks: readonly Check[]; assurance: Assurance }> {
  const { providerCheck, weakenRequest } = await import('@zg/attestation/response')
  const { check, assurance } = providerCheck(provider, asked)
  return { checks: [...weakenRequest(checks, { isSeparated, provider: check }), check], assurance }
}
