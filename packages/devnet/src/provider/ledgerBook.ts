import { type Address, concat, type Hex, keccak256, stringToBytes } from 'viem'
import { refuse } from './rejection.js'
import type { RequestRecord } from './runningProvider.js'

type Admission = { user: Address; nonce: bigint; requestHash: string; inputFee: bigint; accountNonce: bigint }

const graceMs = 60_000n
const nonceUnitsPerMs = 10_000n

/** What the provider remembers of requests: who owes what, and which headers were used. */
export function createLedgerBook({ now }: { now: () => number }) {
  const rows: RequestRecord[] = []
  const seenHashes = new Set<string>()
  const seenNonces = new Set<string>()

  const open = (user: Address) => rows.filter((row) => row.user === user && !row.settled)

  return {
    rows: (): readonly RequestRecord[] => rows.map((row) => ({ ...row })),
    /** What the user owes, the input fees of requests under way included. */
    unsettled: (user: Address): bigint =>
      open(user).reduce((sum, row) => sum + (row.fee ?? row.inputFee), 0n),
    /** Enters a request; its hash and its nonce count as used from now on, whatever becomes of it. */
    admit: ({ user, nonce, requestHash, inputFee, accountNonce }: Admission): RequestRecord => {
      if (nonce <= accountNonce) {
        throw refuse(
          'validate request',
          `invalid nonce, received nonce ${nonce} not greater than the previous nonce: ${accountNonce}`,
        )
      }
      const nonceKey = `${user}:${nonce}`
      if (seenHashes.has(requestHash) || seenNonces.has(nonceKey)) {
        throw refuse('create request', `Duplicate entry '${requestHash}' for key 'request_hash'`)
      }
      seenHashes.add(requestHash)
      seenNonces.add(nonceKey)
      const row: RequestRecord = { id: '', user, nonce, requestHash, inputFee, fee: null, settled: false }
      rows.push(row)
      return row
    },
    /** The request gave no answer: nothing is owed. Its hash and nonce stay used. */
    drop: (row: RequestRecord): void => {
      rows.splice(rows.indexOf(row), 1)
    },
    users: (): readonly Address[] => [
      ...new Set(rows.filter(({ settled, fee }) => !settled && fee !== null).map(({ user }) => user)),
    ],
    due: (user: Address): readonly RequestRecord[] => open(user).filter(({ fee }) => fee !== null),
    /** Higher than the account's, but not past a nonce in flight, nor one that a client took within the last minute. */
    settlementNonce: (user: Address, accountNonce: bigint): bigint => {
      const inFlight = open(user)
        .filter(({ fee }) => fee === null)
        .map(({ nonce }) => nonce - 1n)
      const bounds = [...inFlight, (BigInt(now()) - graceMs) * nonceUnitsPerMs]
      const lowest = bounds.reduce((least, bound) => (bound < least ? bound : least))
      return lowest > accountNonce ? lowest : accountNonce + 1n
    },
  }
}

export type LedgerBook = ReturnType<typeof createLedgerBook>

/** The hash over what a settlement pays for: request hash, user, fee, input fee and output fee, in order. */
export function requestsHash(rows: readonly RequestRecord[]): Hex {
  const texts = rows.flatMap(({ requestHash, user, fee, inputFee }) => {
    const total = fee ?? 0n
    const output = total > inputFee ? total - inputFee : 0n
    return [requestHash, user, String(total), String(inputFee), String(output)]
  })
  return keccak256(concat(texts.map((text) => stringToBytes(text))))
}
