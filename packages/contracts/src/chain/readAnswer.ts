import { decodeFunctionResult } from 'viem'
import type { BoundCall } from '../bindCall.js'
import type { Read } from '../calls.js'
import { UnknownRevertError } from '../errors/reverts.js'
import type { Protocol } from '../protocol.js'
import type { Answer } from './askChain.js'
import { revertOf } from './toRevert.js'
import { toTypedError } from './toTypedError.js'

/** How each of several reads ended: in the order asked, as `Promise.allSettled` has it. */
export type SettledReads<reads extends readonly Read<unknown>[]> = {
  [i in keyof reads]: reads[i] extends Read<infer result> ? PromiseSettledResult<result> : never
}

/** The decoded answer to one read, or the typed error behind its revert. */
export function readAnswer<result>(
  { data, success }: Answer,
  { read, bound, protocol }: { read: Read<result>; bound: BoundCall; protocol: Protocol },
): PromiseSettledResult<result> {
  if (!success) {
    const revert = revertOf(data, { ...bound, from: undefined }, protocol)
    return { status: 'rejected', reason: protocol.toError(revert) ?? new UnknownRevertError({ revert }) }
  }
  const { abi, functionName, args } = bound
  try {
    return {
      status: 'fulfilled',
      value: read.decode(decodeFunctionResult({ abi, functionName, args, data })),
    }
  } catch (cause) {
    return {
      status: 'rejected',
      reason: toTypedError(cause, { call: bound, from: undefined, protocol, url: undefined }),
    }
  }
}

/**
 * The value of a read that succeeded; throws what another one failed with.
 *
 * @example
 * ```ts
 * import { resolveContext, v1 } from '@zg/contracts'
 * import { readCalls, resultOf } from '@zg/contracts/read'
 * import type { Client } from 'viem'
 *
 * async function lockTime(client: Client) {
 *   const [lockTime] = await readCalls(client, {
 *     calls: [v1.inference.lockTime()],
 *     ...resolveContext(client, { protocol: v1 }),
 *   })
 *   return resultOf(lockTime)
 * }
 * ```
 */
export function resultOf<result>(settled: PromiseSettledResult<result>): result {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}
