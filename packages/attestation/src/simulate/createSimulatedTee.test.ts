import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@zg/core'
import { expect, test } from 'vitest'
import { now, outcome } from '../../test/tdxCase.js'
import { decodeAppInfo } from '../dstack/decodeAppInfo.js'
import { parseEventLog } from '../dstack/eventLog.js'
import { replayEventLog } from '../dstack/replayEventLog.js'
import { MalformedEvidenceError } from '../errors.js'
import { policies } from '../policy/policies.js'
import { parseQuote } from '../quote/parseQuote.js'
import { verifyTdxQuote } from '../tdx/verifyTdxQuote.js'
import { createSimulatedTee } from './createSimulatedTee.js'

const appCompose = '{"name":"broker"}'
const reportData = Uint8Array.from({ length: 64 }, (_, index) => index)
const tee = createSimulatedTee({ now })
const { quote, eventLog } = tee.attest({ appCompose, reportData })
const verify = (root: Uint8Array, bytes = quote) =>
  verifyTdxQuote({
    quote: bytes,
    collateral: tee.collateral,
    now,
    policy: policies.devnet,
    roots: { intel: root },
  })

test('its evidence is verified under its own root, as simulated', () => {
  const report = verify(tee.root)
  expect(report).toMatchObject({ verdict: 'verified', assurance: 'simulated' })
  expect(report.claims?.reportData).toBe(bytesToHex(reportData))
  expect(verify(tee.root, tee.attest({ appCompose, reportData, version: 5 }).quote).verdict).toBe('verified')
})

test('no two share a root', () => {
  const report = verify(createSimulatedTee({ now }).root)
  expect(outcome(report)).toBe('tdx.collateral.tcbInfo: the chain ends in a different root')
})

test('the log gives the registers, and names the application', () => {
  const { rtmrs, mrConfigId } = parseQuote(quote).td
  const events = parseEventLog(eventLog)
  expect(replayEventLog(events, rtmrs)).toBeUndefined()
  const composeHash = bytesToHex(sha256(utf8ToBytes(appCompose)))
  expect(decodeAppInfo(events)).toMatchObject({ composeHash, appId: composeHash.slice(0, 40) })
  expect(bytesToHex(mrConfigId)).toBe(`01${composeHash}${'00'.repeat(15)}`)
})

test('everything says that it is simulated', () => {
  const text = new TextDecoder('latin1').decode(quote)
  expect(text.match(/SIMULATED-DEVNET/g)?.length).toBeGreaterThan(2)
  expect(tee.collateral.tcb_info).toContain('5e1f7e57cafe')
  expect(new TextDecoder('latin1').decode(tee.root)).toContain('SIMULATED TEST Root CA, NOT INTEL')
})

test('report data of another length is refused', () => {
  expect(() => tee.attest({ appCompose, reportData: new Uint8Array(63) })).toThrow(MalformedEvidenceError)
})
