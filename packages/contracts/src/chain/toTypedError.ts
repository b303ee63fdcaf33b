import { AbiDecodingZeroDataError, type Address, BaseError as ViemError } from 'viem'
import type { BoundCall } from '../bindCall.js'
import { UnknownRevertError } from '../errors/reverts.js'
import { ContractMissingError } from '../errors/setup.js'
import type { Protocol } from '../protocol.js'
import { toNetworkError } from './toNetworkError.js'
import { toRevert } from './toRevert.js'

type Context = { call: BoundCall; from: Address | undefined; protocol: Protocol; url: string | undefined }

/**
 * The typed error behind what was thrown for a call: the contract's revert by the protocol's tables, a missing contract, or
 * the endpoint's failure. Errors that are neither viem's nor a wallet's come back as they are.
 */
export function toTypedError(cause: unknown, { call, from, protocol, url }: Context): unknown {
  if (!(cause instanceof ViemError)) return cause
  if (cause.walk((error) => error instanceof AbiDecodingZeroDataError)) {
    return new ContractMissingError({ address: call.address, functionName: call.functionName })
  }
  const revert = toRevert(cause, { ...call, from }, protocol)
  if (revert) return protocol.toError(revert) ?? new UnknownRevertError({ revert })
  return toNetworkError(cause, url)
}
