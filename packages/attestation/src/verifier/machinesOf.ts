import type { Machine } from './examineMachine.js'
import { readBrokerReport, readCryptopilotReport, readModelReport } from './readReport.js'
import type { TeeService } from './teeService.js'

/** The machines behind a service: the provider's own, and the model's where that is another one. */
export function machinesOf({ url, model, signer, details }: TeeService, nonce: string): readonly Machine[] {
  const base = baseOf(url)
  const broker: Machine = {
    url: `${base}/v1/quote`,
    signer: signer ?? nobody,
    read: details.verifier === 'cryptopilot' ? readCryptopilotReport : readBrokerReport,
  }
  if (!details.isTargetSeparated) return [broker]
  const question = new URLSearchParams({ model, nonce, signing_algo: 'ecdsa' })
  return [
    broker,
    {
      url: `${base}/v1/proxy/attestation/report?${question}`,
      signer: details.targetSigner ?? nobody,
      read: readModelReport,
    },
  ]
}

/** Names no key: evidence that holds it is refused. */
const nobody = `0x${'0'.repeat(40)}`

/** An URL that isn't one reaches nobody, which the report says. */
const baseOf = (url: string) => url.replace(/\/+$/, '').replace(/\/v1\/proxy$/, '')
