import { sha256, sha384 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@zg/core'
import type { Collateral } from '../collateral/collateral.js'
import { eventDigest, runtimeEvent } from '../dstack/eventDigest.js'
import type { RuntimeRegisters } from '../dstack/replayEventLog.js'
import { MalformedEvidenceError } from '../errors.js'
import { createPlatform } from './platform.js'

/** A TEE that doesn't exist: it attests to whatever it is told, under a root of its own. */
export type SimulatedTee = {
  /** DER of the root's certificate: what a verifier has to be given to accept this TEE's evidence. */
  root: Uint8Array
  /** What a verifier needs beside a quote. */
  collateral: Collateral
  /** Evidence of an application that runs by this compose text and chose these 64 bytes. Throws `MalformedEvidenceError` for another number of them. */
  attest(options: {
    appCompose: string
    reportData: Uint8Array
    version?: 4 | 5 | undefined
  }): SimulatedEvidence
}

/** Evidence as a dstack machine hands it out. */
export type SimulatedEvidence = {
  quote: Uint8Array
  /** JSON: the events that give the quote's registers. */
  eventLog: string
}

/**
 * Makes a TEE for tests and a devnet. Its root is made here, from fresh keys, and lost with this value; its evidence verifies under that root alone,
 * with the assurance `simulated`. Everything in it says that it is simulated.
 *
 * `now`, in milliseconds since 1970, is the moment around which its certificates and collateral are valid: from a day before to a year after.
 *
 * @example
 * ```ts
 * import { policies, verifyTdxQuote } from '@zg/attestation'
 * import { createSimulatedTee } from '@zg/attestation/simulate'
 *
 * const now = Date.now()
 * const { root, collateral, attest } = createSimulatedTee({ now })
 * const { quote } = attest({ appCompose: '{}', reportData: new Uint8Array(64) })
 * const report = verifyTdxQuote({ quote, collateral, now, policy: policies.devnet, roots: { intel: root } })
 * console.log(report.verdict, report.assurance) // verified simulated
 * ```
 */
export function createSimulatedTee({ now }: { now: number }): SimulatedTee {
  const { certificates, collateral, createQuote } = createPlatform({ now })
  return {
    root: certificates.root,
    collateral,
    attest({ appCompose, reportData, version = 4 }) {
      if (reportData.length !== 64) {
        throw new MalformedEvidenceError('report data', `it has ${reportData.length} bytes, not 64`)
      }
      const composeHash = sha256(utf8ToBytes(appCompose))
      const log = machineLog(composeHash)
      const mrConfigId = concatBytes(Uint8Array.of(1), composeHash, new Uint8Array(15))
      const quote = createQuote({
        header: { version },
        td: { reportData, mrConfigId, rtmrs: registersOf(log) },
      })
      return { quote, eventLog: JSON.stringify(log.map(toEntry)) }
    },
  }
}

type Measurement = { register: 0 | 1 | 2 | 3; name: string; payload: Uint8Array }

/** What a dstack machine measures until it hands over to the application. */
function machineLog(composeHash: Uint8Array): Measurement[] {
  const runtime = (name: string, payload: Uint8Array = new Uint8Array()): Measurement => ({
    register: 3,
    name,
    payload,
  })
  return [
    ...([0, 1, 2] as const).map((register): Measurement => ({ register, name: '', payload: simulated })),
    runtime('system-preparing'),
    runtime('app-id', composeHash.subarray(0, 20)),
    runtime('compose-hash', composeHash),
    runtime('instance-id', sha256(simulated).subarray(0, 20)),
    runtime('boot-mr-done'),
    runtime('os-image-hash', sha256(simulated)),
    runtime('key-provider', utf8ToBytes('{"name":"none","id":""}')),
    runtime('system-ready'),
  ]
}

const simulated = utf8ToBytes('SIMULATED-DEVNET')
const bootEvent = 4

const digestOf = ({ register, name, payload }: Measurement) =>
  register === 3 ? eventDigest({ name, payload, version: 1 }) : sha384(payload)

function registersOf(log: readonly Measurement[]): RuntimeRegisters {
  const replay = (wanted: number) =>
    log
      .filter(({ register }) => register === wanted)
      .reduce<Uint8Array>((before, event) => sha384(concatBytes(before, digestOf(event))), new Uint8Array(48))
  return [replay(0), replay(1), replay(2), replay(3)]
}

const toEntry = (event: Measurement) => ({
  imr: event.register,
  event_type: event.register === 3 ? runtimeEvent : bootEvent,
  digest: bytesToHex(digestOf(event)),
  event: event.name,
  event_payload: bytesToHex(event.payload),
})
