import type { TokenState } from '@zg/contracts'
import type { AtomicStore, Store } from '@zg/core'
import type { AuthParties } from '../auth.js'
import { keyOf } from '../keyOf.js'
import { ApiKeysExhaustedError, StoredApiKeysError } from './errors.js'
import { ephemeralId } from './session.js'

/** What is known of an API key beside its secret, which is kept nowhere. */
export type ApiKeyRecord = {
  /** 0 to 254. */
  id: number
  label: string | null
  /** Milliseconds since the epoch. */
  createdAt: number
  /** Milliseconds since the epoch; null for a key that doesn't end by itself. */
  expiresAt: number | null
}

/** Where the records of one generation are: a later one has its own, so those that revokeAllTokens ended are out of sight. */
export const apiKeysKey = (parties: AuthParties, generation: bigint): string =>
  keyOf(parties, `apiKeys:${generation}`)

/** Whether the chain counts the id as revoked. */
export const isRevoked = ({ revoked }: TokenState, id: number): boolean =>
  ((revoked >> BigInt(id)) & 1n) === 1n

/** Takes the lowest id that is neither revoked nor recorded, and records it: one step, for all who share the store. */
export async function reserveApiKey(
  store: AtomicStore,
  { parties, tokens, ...record }: Omit<ApiKeyRecord, 'id'> & { parties: AuthParties; tokens: TokenState },
): Promise<ApiKeyRecord> {
  const key = apiKeysKey(parties, tokens.generation)
  const text = await store.update(key, (current) => {
    const records = parseRecords(current, key)
    const taken = new Set(records.map(({ id }) => id))
    const id = Array.from({ length: ephemeralId }, (_, i) => i).find(
      (candidate) => !taken.has(candidate) && !isRevoked(tokens, candidate),
    )
    if (id === undefined) throw new ApiKeysExhaustedError({ provider: parties.provider })
    return JSON.stringify([...records, { id, ...record }])
  })
  const reserved = parseRecords(text, key).at(-1)
  if (!reserved) throw new StoredApiKeysError({ key })
  return reserved
}

/** Frees an id that no key was made for. */
export async function releaseApiKey(
  store: AtomicStore,
  { parties, generation, id }: { parties: AuthParties; generation: bigint; id: number },
): Promise<void> {
  const key = apiKeysKey(parties, generation)
  await store.update(key, (current) =>
    JSON.stringify(parseRecords(current, key).filter((record) => record.id !== id)),
  )
}

/** The records of one generation, oldest first. */
export async function readApiKeys(
  store: Pick<Store, 'get'>,
  { parties, generation }: { parties: AuthParties; generation: bigint },
): Promise<readonly ApiKeyRecord[]> {
  const key = apiKeysKey(parties, generation)
  return parseRecords(await store.get(key), key)
}

function parseRecords(text: string | null, key: string): readonly ApiKeyRecord[] {
  if (text === null) return []
  const records = parseJson(text)
  if (!Array.isArray(records) || !records.every(isRecord)) throw new StoredApiKeysError({ key })
  return records
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // The caller says that it is none of ours.
  }
}

function isRecord(value: unknown): value is ApiKeyRecord {
  if (typeof value !== 'object' || value === null) return false
  const { id, label, createdAt, expiresAt }: Readonly<Record<string, unknown>> = { ...value }
  return (
    Number.isInteger(id) &&
    Number(id) >= 0 &&
    Number(id) < ephemeralId &&
    (label === null || typeof label === 'string') &&
    Number.isSafeInteger(createdAt) &&
    (expiresAt === null || Number.isSafeInteger(expiresAt))
  )
}
