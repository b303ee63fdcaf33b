import { createHash } from 'node:crypto'
import { createSimulatedTee } from '@zg/attestation/simulate'
import { expect, test } from 'vitest'
import { createDstackReport, readNonce } from './dstackReport.js'

const signer = '0x325744be57db298C2652c672B32Eb12875d92D83'
const tee = createSimulatedTee({ now: Date.now() })
const report = createDstackReport(tee, signer)
const sha = (name: 'sha256' | 'sha384', ...parts: readonly Uint8Array[]) => {
  const hash = createHash(name)
  for (const part of parts) hash.update(part)
  return hash.digest()
}

test('the quote says who signs, in the 64 bytes that a TDX quote has for it', () => {
  const { quote, report_data } = report.own(null)
  const bytes = Buffer.from(quote, 'hex')
  expect(bytes.subarray(568, 632).toString('latin1')).toBe(signer + '\0'.repeat(22))
  expect(Buffer.from(report_data, 'base64')).toEqual(bytes.subarray(568, 632))
  expect([bytes.readUInt16LE(0), bytes.readUInt16LE(2), bytes.readUInt32LE(4)]).toEqual([4, 2, 0x81])
  expect(report.own(null).quote).toBe(quote)
})

test('the register that the machine measures into replays from the log, and holds the compose file', () => {
  const { quote, event_log, tcb_info } = report.own(null)
  const info = JSON.parse(tcb_info)
  let register = Buffer.alloc(48)
  const events: { event: string; event_payload: string; digest: string; event_type: number; imr: number }[] =
    JSON.parse(event_log)
  for (const { event, event_payload, digest, event_type, imr } of events) {
    if (imr !== 3) continue
    const type = Buffer.from(Uint32Array.of(event_type).buffer)
    const payload = Buffer.from(event_payload, 'hex')
    expect(digest).toBe(sha('sha384', type, Buffer.from(`:${event}:`), payload).toString('hex'))
    register = sha('sha384', register, Buffer.from(digest, 'hex'))
  }
  expect(register).toEqual(Buffer.from(quote, 'hex').subarray(520, 568))
  expect(info.event_log).toEqual(events)
  const composeHash = sha('sha256', Buffer.from(info.app_compose)).toString('hex')
  expect(info.compose_hash).toBe(composeHash)
  expect(events.find(({ event }) => event === 'compose-hash')?.event_payload).toBe(composeHash)
})

test('the model’s machine answers with the nonce that it was asked with, or one of its own', () => {
  const nonce = 'ab'.repeat(32)
  const { intel_quote, request_nonce } = report.upstream(readNonce(nonce))
  expect(intel_quote.slice(2 * 568, 2 * 632)).toBe(
    `${signer.slice(2).toLowerCase()}${'00'.repeat(12)}${nonce}`,
  )
  expect(request_nonce).toBe(nonce)
  for (const none of [undefined, '', 'ab', 'zz'.repeat(32)]) {
    expect(readNonce(none)).toHaveLength(32)
    expect(readNonce(none)).not.toEqual(readNonce(none))
  }
})

test('nobody can take it for evidence', () => {
  const { quote, simulated, vm_config, collateral } = report.own(null)
  expect(Buffer.from(quote, 'hex').toString('latin1')).toContain('SIMULATED-DEVNET')
  expect([simulated, JSON.parse(vm_config), collateral]).toEqual([true, { simulated: true }, tee.collateral])
  const { nvidia_payload, ...rest } = report.upstream(new Uint8Array(32))
  expect(rest).toMatchObject({ signing_address: signer, signing_algo: 'ecdsa', simulated: true })
  expect(JSON.parse(nvidia_payload)).toEqual({ nonce: '', evidence_list: [], arch: 'SIMULATED' })
})

test('a fault lies in the field beside the quote', () => {
  const { quote, report_data } = report.own({ kind: 'wrongQuote' })
  expect(quote).toBe(report.own(null).quote)
  expect(Buffer.from(report_data, 'base64').toString('latin1')).toBe(
    `0x000000000000000000000000000000000000dEaD${'\0'.repeat(22)}`,
  )
  expect(Buffer.from(report.own(null).report_data, 'base64').toString('latin1')).toContain(signer)
})
