import { bytesToHex } from '@zg/core'
import { MalformedEvidenceError } from '../errors.js'
import { runtimeEvent } from './eventDigest.js'
import type { DstackEvent } from './eventLog.js'

/** Which application a dstack machine started, in lower-case hex without `0x`. */
export type AppInfo = {
  /** 20 bytes, given at the first start; an upgraded application keeps it. */
  appId: string
  /** SHA-256 of the text that says which containers run. */
  composeHash: string
  instanceId?: string | undefined
  osImageHash?: string | undefined
  /** JSON that names who gives the machine its keys. */
  keyProvider?: string | undefined
}

const names = {
  'app-id': 'appId',
  'compose-hash': 'composeHash',
  'instance-id': 'instanceId',
  'os-image-hash': 'osImageHash',
  'key-provider': 'keyProvider',
} as const
const lengths: Readonly<Record<string, number>> = { 'app-id': 20, 'compose-hash': 32, 'os-image-hash': 32 }

/**
 * Reads from a log what the machine itself measured before it handed over to the application: up to the event `system-ready`.
 * Later events are the application's, and may say anything.
 *
 * Proven only together with `replayEventLog`. Throws `MalformedEvidenceError` for an event that is there twice, of the wrong length or missing, and for
 * a log in which the application's part can't be told apart.
 *
 * @example
 * ```ts
 * import { decodeAppInfo, parseEventLog } from '@zg/attestation'
 *
 * const composeHashOf = (log: string) => decodeAppInfo(parseEventLog(log)).composeHash
 * ```
 */
export function decodeAppInfo(events: readonly DstackEvent[]): AppInfo {
  const runtime = events.filter(({ register, type }) => register === 3 && type === runtimeEvent)
  const ready = runtime.findIndex(({ name }) => name === 'system-ready')
  if (ready === -1) throw malformed('it has no event system-ready')
  const info: Partial<Record<(typeof names)[keyof typeof names], string>> = {}
  for (const { name, payload } of runtime.slice(0, ready)) {
    // Version 1 measures name and payload with a colon between: with one inside, the same bytes could be told as another event.
    if (name.includes(':')) throw malformed(`the name ${JSON.stringify(name)} holds a colon`)
    if (!isKnown(name)) continue
    const field = names[name]
    if (info[field] !== undefined) throw malformed(`it has ${name} twice`)
    const length = lengths[name] ?? payload.length
    if (payload.length !== length) throw malformed(`${name} has ${payload.length} bytes, not ${length}`)
    info[field] = bytesToHex(payload)
  }
  const { appId, composeHash, ...others } = info
  if (appId === undefined) throw malformed('it has no app-id')
  if (composeHash === undefined) throw malformed('it has no compose-hash')
  return { appId, composeHash, ...others }
}

const isKnown = (name: string): name is keyof typeof names => Object.hasOwn(names, name)

const malformed = (reason: string) => new MalformedEvidenceError('event log', reason)
