import { type Address, bytesToHex, type Hex, keccak256, stringToBytes } from 'viem'

const headerAndBody = 632
const reportDataOffset = 568
const marker = 'SIMULATED EVIDENCE, NOT FROM HARDWARE. '

/** What the devnet serves instead of evidence: the shape of a TDX quote, filled with text that says so. */
export function createEvidence(signer: Address) {
  const gpu = {
    nonce: keccak256(signer).slice(2),
    evidence_list: [{ certificate: '', evidence: btoa(marker), arch: 'SIMULATED' }],
    arch: 'SIMULATED',
  }
  const nvidiaPayload = JSON.stringify(gpu)
  const quote = simulatedQuote(signer)
  const appCompose = JSON.stringify({ name: 'zg-devnet', docker_compose_file: 'services: {}' })

  return {
    /** `/v1/quote` */
    quote: (providerSigner: Address) => ({
      quote: quote.slice(2),
      provider_signer: providerSigner,
      key: ['0', '0'],
      nvidia_payload: nvidiaPayload,
      report_data: btoa(signer),
      tcb_info: JSON.stringify({ app_compose: appCompose }),
      event_log: '[]',
      simulated: true,
    }),
    /** `/v1/proxy/attestation/report` */
    report: () => ({
      signing_address: signer,
      nvidia_payload: nvidiaPayload,
      intel_quote: btoa(quote),
      simulated: true,
    }),
    isOwnGpuPayload: (body: string) => isSameJson(body, nvidiaPayload),
  }
}

/** Version 4, TEE type 0x81; the signer's address as ASCII in the 64 bytes of report data. */
function simulatedQuote(signer: Address): Hex {
  const bytes = stringToBytes(marker.repeat(Math.ceil(headerAndBody / marker.length)).slice(0, headerAndBody))
  bytes.set([4, 0, 2, 0, 0x81, 0, 0, 0])
  bytes.fill(0, reportDataOffset, headerAndBody)
  bytes.set(stringToBytes(signer), reportDataOffset)
  return bytesToHex(bytes)
}

function isSameJson(body: string, expected: string): boolean {
  try {
    return JSON.stringify(JSON.parse(body)) === expected
  } catch {
    return false // Not JSON, so not the payload.
  }
}
