import { createHash } from 'node:crypto'
import { type Address, bytesToHex, sha256, stringToBytes } from 'viem'
import type { FaultAt } from '../faults/fault.js'
import { reportDataOf, simulatedQuote, stranger } from '../simulatedQuote.js'

/** Type of the events that a dstack machine measures while it runs. */
const runtimeEvent = 0x08000001
const appCompose = JSON.stringify({ name: 'zg-devnet', docker_compose_file: 'services: {}' })

/** The report of a dstack machine as today's providers serve it, made up here: the same shapes, no hardware behind them, and it says so. */
export function createDstackReport(signer: Address) {
  const composeHash = sha256(stringToBytes(appCompose)).slice(2)
  const events = [
    toEvent('app-id', composeHash.slice(0, 40)),
    toEvent('compose-hash', composeHash),
    toEvent('simulated', Buffer.from('not from hardware').toString('hex')),
  ]
  const eventLog = JSON.stringify(events)
  const rtmr3 = events.reduce<Uint8Array>(
    (register, { digest }) => sha384(Buffer.concat([register, Buffer.from(digest, 'hex')])),
    new Uint8Array(48),
  )
  const quote = bytesToHex(simulatedQuote(signer, { rtmr3 })).slice(2)
  const zeros = '00'.repeat(48)
  const tcbInfo = {
    mrtd: zeros,
    ...{ rtmr0: zeros, rtmr1: zeros, rtmr2: zeros, rtmr3: bytesToHex(rtmr3).slice(2) },
    ...{ mr_aggregated: '00'.repeat(32), os_image_hash: '00'.repeat(32), compose_hash: composeHash },
    device_id: '00'.repeat(32),
    event_log: events,
    app_compose: appCompose,
  }
  return {
    /** `/v1/quote`. The quote itself says who signs; a fault lies in the field beside it. */
    own: (fault: FaultAt<'quote'> | null) => ({
      quote,
      event_log: eventLog,
      report_data: Buffer.from(reportDataOf(fault ? stranger : signer)).toString('base64'),
      vm_config: JSON.stringify({ simulated: true }),
      tcb_info: JSON.stringify(tcbInfo),
      simulated: true,
    }),
    /** `/v1/proxy/attestation/report`: that of the model's machine, which is the same one here. */
    upstream: () => ({
      signing_address: signer,
      signing_algo: 'ecdsa',
      intel_quote: quote,
      nvidia_payload: JSON.stringify({ nonce: '', evidence_list: [], arch: 'SIMULATED' }),
      event_log: eventLog,
      simulated: true,
    }),
  }
}

export type DstackReport = ReturnType<typeof createDstackReport>

/** The digest that is measured: sha384 over type, name and payload. */
function toEvent(event: string, payload: string) {
  const type = Buffer.alloc(4)
  type.writeUInt32LE(runtimeEvent)
  const measured = Buffer.concat([type, Buffer.from(`:${event}:`), Buffer.from(payload, 'hex')])
  return {
    imr: 3,
    event_type: runtimeEvent,
    digest: Buffer.from(sha384(measured)).toString('hex'),
    event,
    event_payload: payload,
  }
}

const sha384 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha384').update(bytes).digest())
