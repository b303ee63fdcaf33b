import { type Hash, type Hex, isHash, isHex } from 'viem'
import { StoredTopUpError } from './errors.js'

/** A transfer that was signed, and may have been sent. */
export type PendingTopUp = { hash: Hash; serialized: Hex; nonce: bigint; amount: bigint; day: number }

/** What all processes know of an account's top-ups, under one key. */
export type TopUpRecord = {
  /** Who has the turn: who finds another's name has been overtaken. Empty while nobody has it. */
  holder: string
  /** When the turn is over by itself, in milliseconds since the epoch. */
  until: number
  pending: PendingTopUp | null
  /** Days since the epoch, UTC: the latest that anybody has seen, and what was moved on it, `pending` included. */
  day: number
  moved: bigint
  /** The block of the last one: a node that doesn't know it yet can't say what is needed. */
  block: bigint
}

const version = 1
const empty: TopUpRecord = { holder: '', until: 0, pending: null, day: 0, moved: 0n, block: 0n }

export const formatRecord = (record: TopUpRecord): string =>
  JSON.stringify({ version, ...record }, (_, value) => (typeof value === 'bigint' ? String(value) : value))

/** Reads a stored record; null is an empty one. Throws `StoredTopUpError`. */
export function parseRecord(text: string | null, key: string): TopUpRecord {
  if (text === null) return empty
  const record = readRecord(parseJson(text))
  if (!record) throw new StoredTopUpError({ key })
  return record
}

function readRecord(value: unknown): TopUpRecord | null {
  const { version: its, pending, ...fields } = fieldsOf(value) ?? {}
  const { holder, until, day } = fields
  const [moved, block] = [toBigInt(fields.moved), toBigInt(fields.block)]
  const read = pending === null ? null : readPending(pending)
  if (its !== version || moved === null || block === null || read === undefined) return null
  return typeof holder === 'string' && isCount(until) && isCount(day)
    ? { holder, until, pending: read, day, moved, block }
    : null
}

function readPending(value: unknown): PendingTopUp | undefined {
  const { hash, serialized, day, ...fields } = fieldsOf(value) ?? {}
  const [nonce, amount] = [toBigInt(fields.nonce), toBigInt(fields.amount)]
  const isWhole = typeof hash === 'string' && isHash(hash) && isHex(serialized) && isCount(day)
  return isWhole && nonce !== null && amount !== null ? { hash, serialized, nonce, amount, day } : undefined
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? { ...value } : null

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const toBigInt = (value: unknown): bigint | null =>
  typeof value === 'string' && /^\d+$/.test(value) ? BigInt(value) : null

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // The caller says that it is none of ours.
  }
}
