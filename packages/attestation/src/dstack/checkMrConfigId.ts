import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@zg/core'
import { equalBytes } from '../equalBytes.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { parseJsonObject } from '../json.js'
import type { AppInfo } from './decodeAppInfo.js'

const providers: Readonly<Record<string, number>> = { none: 0, 'local-sgx': 1, kms: 2, tpm: 3 }
/** What separates the hash of a version 3 document from every other. */
const documentDomain = 'dstack-mr-config-v3:\0'
const most = 1 << 16

/**
 * Makes sure that MRCONFIGID, which names the application before the machine boots, agrees with what the machine measured once it ran.
 *
 * Version 1 holds the compose hash, version 2 a hash over application and key provider, version 3 the hash of a `document` which must agree with `app`.
 * One of zeros was never set: `unset`. Throws `EvidenceError` on a difference and on any other version.
 *
 * @example
 * ```ts
 * import { type AppInfo, checkMrConfigId } from '@zg/attestation'
 *
 * const isSet = (mrConfigId: Uint8Array, app: AppInfo) => checkMrConfigId({ mrConfigId, app }) === 'set'
 * ```
 */
export function checkMrConfigId({ mrConfigId, app, document }: checkMrConfigId.Options): 'set' | 'unset' {
  if (mrConfigId.every((byte) => byte === 0)) return 'unset'
  const version = mrConfigId[0] ?? 0
  const expected = new Uint8Array(48)
  expected.set([version, ...hashOf(version, app, document)])
  if (equalBytes(mrConfigId, expected)) return 'set'
  throw new EvidenceError(
    `it is ${bytesToHex(mrConfigId)}, what the machine measured gives ${bytesToHex(expected)}`,
  )
}

export declare namespace checkMrConfigId {
  type Options = {
    /** 48 bytes, from the quote. */
    mrConfigId: Uint8Array
    app: AppInfo
    /** The exact text that version 3 hashes: `mr_config` in the report's `vm_config`. */
    document?: string | undefined
  }
}

function hashOf(version: number, app: AppInfo, document: string | undefined): Uint8Array {
  if (version === 1) return hexToBytes(app.composeHash)
  if (version === 2) return hashOfApp(app)
  if (version !== 3) throw new EvidenceError(`its version ${version} is unknown`)
  if (document === undefined) throw new EvidenceError('the report lacks the document that it is the hash of')
  compareDocument(document, app)
  return sha256(utf8ToBytes(`${documentDomain}${document}`))
}

function hashOfApp({ composeHash, appId, keyProvider }: AppInfo): Uint8Array {
  const { name, id } = readKeyProvider(keyProvider)
  const kind = Uint8Array.of(kindOf(name))
  return keccak_256(concatBytes(hexToBytes(composeHash), hexToBytes(appId), kind, hexToBytes(id)))
}

function kindOf(provider: string): number {
  const kind = Object.hasOwn(providers, provider) ? providers[provider] : undefined
  if (kind === undefined) throw new EvidenceError(`the key provider ${JSON.stringify(provider)} is unknown`)
  return kind
}

function compareDocument(document: string, app: AppInfo): void {
  const told = parseJsonObject(document, { format: 'MRCONFIGID document', most })
  const { name, id } = readKeyProvider(app.keyProvider)
  const expected = {
    version: 3,
    app_id: app.appId,
    compose_hash: app.composeHash,
    instance_id: app.instanceId ?? '',
    key_provider: name === 'local-sgx' ? 'local' : name,
    key_provider_id: id,
  }
  for (const [field, value] of Object.entries(expected)) {
    const fallback = field === 'version' ? 3 : ''
    if ((told[field] ?? fallback) !== value) {
      throw new EvidenceError(`its document says another ${field} than the machine measured`)
    }
  }
}

/** Who gives the machine its keys, in the JSON that it measured; nobody where it measured none. */
function readKeyProvider(hex = ''): { name: string; id: string } {
  if (hex === '') return { name: 'none', id: '' }
  const text = new TextDecoder().decode(hexToBytes(hex))
  const { name, id } = parseJsonObject(text, { format: 'key provider', most })
  if (typeof name === 'string' && typeof id === 'string' && /^(?:[0-9a-f]{2})*$/.test(id)) return { name, id }
  throw new MalformedEvidenceError('key provider', 'it has no name or no id')
}
