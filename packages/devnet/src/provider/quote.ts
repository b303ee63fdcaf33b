import { type Address, bytesToHex, keccak256, sha256, stringToBytes } from 'viem'
import type { FaultAt } from './faults/fault.js'
import { marker, simulatedQuote, stranger } from './simulatedQuote.js'

const appCompose = JSON.stringify({ name: 'zg-devnet', docker_compose_file: 'services: {}' })

/** What the devnet serves instead of evidence: the shapes of a TDX quote and of GPU evidence, filled with text that says so. */
export function createEvidence(signer: Address) {
  const quote = bytesToHex(simulatedQuote(signer)).slice(2)
  const nvidiaPayload = JSON.stringify({
    nonce: keccak256(signer).slice(2),
    evidence_list: [{ certificate: '', evidence: btoa(marker), arch: 'SIMULATED' }],
    arch: 'SIMULATED',
  })
  const composeHash = {
    imr: 3,
    event: 'compose-hash',
    event_payload: sha256(stringToBytes(appCompose)).slice(2),
  }

  return {
    /** `/v1/quote`. Only the quote itself says who signs; the fields beside it are for clients that read those. */
    quote: (fault: FaultAt<'quote'> | null) => ({
      quote,
      provider_signer: fault ? stranger : signer,
      key: ['0', '0'],
      nvidia_payload: nvidiaPayload,
      report_data: btoa(signer),
      tcb_info: JSON.stringify({ app_compose: appCompose }),
      event_log: JSON.stringify([composeHash]),
      simulated: true,
    }),
    /** `/v1/proxy/attestation/report` */
    report: () => ({
      signing_address: signer,
      nvidia_payload: nvidiaPayload,
      intel_quote: quote,
      simulated: true,
    }),
    isOwnGpuPayload: (body: Uint8Array): boolean => isSameJson(new TextDecoder().decode(body), nvidiaPayload),
  }
}

function isSameJson(body: string, expected: string): boolean {
  try {
    return JSON.stringify(JSON.parse(body)) === expected
  } catch {
    return false // Not JSON, so not the payload.
  }
}
