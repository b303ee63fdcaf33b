import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@zg/core'
import { rawMembers } from '../collateral/rawMembers.js'
import { EvidenceError } from '../errors.js'
import { parseJsonObject } from '../json.js'
import type { AppInfo } from './decodeAppInfo.js'

/** What a dstack machine runs, from the text whose hash it measured. */
export type AppCompose = {
  /** The Docker Compose text. Null when something else than Docker Compose runs the application. */
  compose: string | null
  /** A shell script that the machine runs before the containers. Measured with the rest, and able to do anything. */
  preLaunchScript: string | null
}

/**
 * Reads a dstack `app_compose` text, once its hash is the measured one.
 *
 * Throws `EvidenceError` when it isn't, `MalformedEvidenceError` for a text that says nothing of what runs.
 *
 * @example
 * ```ts
 * import { type AppInfo, readAppCompose } from '@zg/attestation'
 *
 * const composeOf = (text: string, app: AppInfo) => readAppCompose(text, app).compose
 * ```
 */
export function readAppCompose(text: string, { composeHash }: Pick<AppInfo, 'composeHash'>): AppCompose {
  const hash = bytesToHex(sha256(utf8ToBytes(text)))
  if (hash !== composeHash) throw new EvidenceError(`its SHA-256 is ${hash}, measured was ${composeHash}`)
  const { runner, docker_compose_file: compose, pre_launch_script: script } = fieldsOf(text)
  return {
    compose: runner === 'docker-compose' && typeof compose === 'string' ? compose : null,
    preLaunchScript: typeof script === 'string' && script !== '' ? script : null,
  }
}

/** Of two members with one name the machine may take the other one than we do. */
function fieldsOf(text: string) {
  const format = 'app_compose'
  rawMembers(text, format)
  return parseJsonObject(text, { format, most: 1 << 20 })
}
