import { randomBytes } from 'node:crypto'
import type { SimulatedTee } from '@zg/attestation/simulate'
import { type Address, hexToBytes, sha256, stringToBytes } from 'viem'
import type { Fault } from '../faults/fault.js'
import { reportDataOf, stranger } from '../simulatedQuote.js'

/** What the simulated machine runs: one image, pinned as it should be, that does not exist. */
const appCompose = JSON.stringify({
  manifest_version: 2,
  name: 'simulated-devnet-provider',
  runner: 'docker-compose',
  docker_compose_file: `services:\n  broker:\n    image: simulated.invalid/broker@sha256:${'5e'.repeat(32)}\n`,
})

/**
 * The reports of a dstack machine as today's providers serve them: the same shapes, signed under the devnet's own root, and no hardware behind them. With
 * them comes what a verifier needs beside them, which Intel publishes for real machines and nobody for these.
 */
export function createDstackReport(tee: SimulatedTee, signer: Address): DstackReport {
  const machine = {
    vm_config: JSON.stringify({ simulated: true }),
    collateral: tee.collateral,
    simulated: true,
  }
  const tcbInfo = { app_compose: appCompose, compose_hash: sha256(stringToBytes(appCompose)).slice(2) }
  const attest = (reportData: Uint8Array) => {
    const { quote, eventLog } = tee.attest({ appCompose, reportData })
    return { quote: Buffer.from(quote).toString('hex'), event_log: eventLog }
  }
  let made: ReturnType<typeof attest> | undefined

  return {
    /** `/v1/quote`, made once. The quote itself says who signs; a fault lies in the field beside it. */
    own: (fault: Fault | null) => {
      made ??= attest(reportDataOf(signer))
      const told = reportDataOf(fault?.kind === 'wrongQuote' ? stranger : signer)
      return {
        ...{ ...made, ...machine, report_data: Buffer.from(told).toString('base64') },
        tcb_info: JSON.stringify({ ...tcbInfo, event_log: JSON.parse(made.event_log) }),
      }
    },
    /** `/v1/proxy/attestation/report`: that of the model's machine, which is the same one here, made for each nonce. */
    upstream: (nonce: Uint8Array) => {
      const reportData = new Uint8Array(64)
      reportData.set(hexToBytes(signer))
      reportData.set(nonce, 32)
      const { quote, event_log } = attest(reportData)
      return {
        ...{
          signing_address: signer,
          signing_algo: 'ecdsa',
          request_nonce: Buffer.from(nonce).toString('hex'),
        },
        ...{ ...machine, intel_quote: quote, event_log, info: { tcb_info: tcbInfo } },
        nvidia_payload: JSON.stringify({ nonce: '', evidence_list: [], arch: 'SIMULATED' }),
      }
    },
  }
}

type Machine = { vm_config: string; collateral: SimulatedTee['collateral']; simulated: boolean }
type OwnReport = Machine & { quote: string; event_log: string; report_data: string; tcb_info: string }
type UpstreamReport = Machine & {
  signing_address: Address
  signing_algo: string
  request_nonce: string
  intel_quote: string
  event_log: string
  info: { tcb_info: { app_compose: string; compose_hash: string } }
  nvidia_payload: string
}
/** Named here, because the package of the collateral's type doesn't export it to this one. */
export type DstackReport = {
  own: (fault: Fault | null) => OwnReport
  upstream: (nonce: Uint8Array) => UpstreamReport
}

/** The nonce of a question, 32 bytes in hex; like the network's model servers, one of its own where none is asked for. */
export const readNonce = (text: string | undefined): Uint8Array =>
  text !== undefined && /^[0-9a-f]{64}$/i.test(text) ? hexToBytes(`0x${text}`) : randomBytes(32)
