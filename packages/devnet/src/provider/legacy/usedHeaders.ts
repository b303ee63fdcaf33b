import type { Address } from 'viem'
import { refuse } from '../rejection.js'
import type { RequestRecord } from '../runningProvider.js'

type Single = Pick<RequestRecord, 'user' | 'nonce' | 'requestHash'>
/** By nonce, because the signature covers the nonce and not the hash: a used nonce with a new hash is a replay too. */
type Used = { hashOfNonce: Map<bigint, string>; hashes: Set<string>; highest: bigint; passed: bigint }

const graceMs = 60_000n
const nonceUnitsPerMs = 10_000n

/** Which headers were used: each set pays for one request. */
export function createUsedHeaders({ now }: { now: () => number }) {
  const users = new Map<Address, Used>()
  const usedBy = (user: Address): Used => {
    const used = users.get(user) ?? { hashOfNonce: new Map(), hashes: new Set(), highest: 0n, passed: 0n }
    users.set(user, used)
    return used
  }

  return {
    /** Refuses headers that were used, or that the account's nonce has passed. Requests may come in any order. */
    check: ({ user, nonce, requestHash }: Single, accountNonce: bigint): void => {
      const { hashOfNonce, hashes, passed } = usedBy(user)
      const previous = passed > accountNonce ? passed : accountNonce
      if (nonce <= previous) {
        throw refuse(
          'validate request',
          `invalid nonce, received nonce ${nonce} not greater than the previous nonce: ${previous}`,
        )
      }
      if (hashes.has(requestHash) || hashOfNonce.has(nonce)) {
        throw refuse('create request', `Duplicate entry '${requestHash}' for key 'request_hash'`)
      }
    },
    add: ({ user, nonce, requestHash }: Single): void => {
      const used = usedBy(user)
      used.hashOfNonce.set(nonce, requestHash)
      used.hashes.add(requestHash)
      if (nonce > used.highest) used.highest = nonce
    },
    /** A settlement set the account's nonce, which refuses everything up to there from now on. */
    pass: (user: Address, nonce: bigint): void => {
      const used = usedBy(user)
      used.passed = nonce
      for (const [past, hash] of used.hashOfNonce) {
        if (past > nonce) continue
        used.hashOfNonce.delete(past)
        used.hashes.delete(hash)
      }
    },
    /**
     * The nonce for a settlement: higher than the account's, but past none of a request under way, nor one that a client may have taken
     * within the last minute and not sent yet, nor any that this user hasn't reached.
     */
    settlementNonce: (user: Address, accountNonce: bigint, underWay: readonly RequestRecord[]): bigint => {
      const bounds = [
        (BigInt(now()) - graceMs) * nonceUnitsPerMs,
        usedBy(user).highest,
        ...underWay.map(({ nonce }) => nonce - 1n),
      ]
      const lowest = bounds.reduce((least, bound) => (bound < least ? bound : least))
      return lowest > accountNonce ? lowest : accountNonce + 1n
    },
  }
}

export type UsedHeaders = ReturnType<typeof createUsedHeaders>
