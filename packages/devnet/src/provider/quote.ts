import { type Address, bytesToHex, keccak256, sha256, stringToBytes } from 'viem'
import type { Fault } from './faults.js'

const stranger: Address = '0x000000000000000000000000000000000000dEaD'
const quoteLength = 632
const reportDataOffset = 568
const marker = 'SIMULATED EVIDENCE, NOT FROM HARDWARE. '
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
    quote: (fault: Fault | null) => ({
      quote,
      provider_signer: fault?.kind === 'wrongQuote' ? stranger : signer,
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

/** Version 4, TEE type 0x81; the signer's address as 42 ASCII characters in the 64 bytes of report data, zeros behind. */
function simulatedQuote(signer: Address): Uint8Array {
  const text = marker.repeat(Math.ceil(quoteLength / marker.length)).slice(0, quoteLength)
  const bytes = stringToBytes(text)
  bytes.set([4, 0, 2, 0, 0x81, 0, 0, 0])
  bytes.fill(0, reportDataOffset)
  bytes.set(stringToBytes(signer), reportDataOffset)
  return bytes
}

function isSameJson(body: string, expected: string): boolean {
  try {
    return JSON.stringify(JSON.parse(body)) === expected
  } catch {
    return false // Not JSON, so not the payload.
  }
}
