import { BaseError, NetworkError } from '@zg/core'
import {
  type Abi,
  type Address,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  HttpRequestError,
  RpcRequestError,
  TimeoutError,
  BaseError as ViemError,
} from 'viem'
import type { BoundCall } from '../bindCall.js'
import { UnknownRevertError } from '../errors/reverts.js'
import { ContractMissingError, RpcError } from '../errors/setup.js'
import type { Protocol, Revert } from '../protocol.js'

/** The ABI of a call with the errors of both contracts: a revert of the one can come through the other. */
export function withAllErrors(call: BoundCall, { ledger, inference }: Protocol): Abi {
  const others = [...ledger.abi, ...inference.abi].filter(({ type }) => type === 'error')
  const own = call.abi.filter(({ type }) => type !== 'error')
  return [...own, ...others]
}

/**
 * The typed error behind what viem threw for a call: the contract's revert by the protocol's tables, a missing
 * contract, or the endpoint's failure. Our own errors come back as they are.
 */
export function toTypedError(
  cause: unknown,
  {
    call,
    from,
    protocol,
    url,
  }: { call: BoundCall; from: Address | undefined; protocol: Protocol; url: string | undefined },
): unknown {
  if (!(cause instanceof ViemError)) return cause
  const reverted = cause.walk((error) => error instanceof ContractFunctionRevertedError)
  if (reverted instanceof ContractFunctionRevertedError) {
    const revert = toRevert(reverted, { ...call, from })
    return protocol.toError(revert) ?? new UnknownRevertError({ revert })
  }
  if (cause.walk((error) => error instanceof ContractFunctionZeroDataError)) {
    return new ContractMissingError({ address: call.address, functionName: call.functionName })
  }
  return toNetworkError(cause, url)
}

function toRevert(error: ContractFunctionRevertedError, call: Revert['call']): Revert {
  const { data, raw, reason, signature } = error
  if (data) return { call, errorName: data.errorName, args: data.args ?? [], data: raw, cause: error }
  if (reason !== undefined) return { call, errorName: 'Error', args: [reason], data: raw, cause: error }
  return { call, errorName: signature ?? '', args: [], data: raw, cause: error }
}

/**
 * Turns an RPC failure into a `NetworkError` (unreachable, too slow, not JSON-RPC) or an `RpcError` (it answered with an
 * error). The original is not kept as the cause: it repeats the URL, which may carry a key.
 */
export function toNetworkError(cause: unknown, url = ''): unknown {
  if (BaseError.is(cause) || !(cause instanceof ViemError)) return cause
  const what = 'The RPC endpoint'
  if (cause.walk((error) => error instanceof TimeoutError))
    return new NetworkError({ what, url, reason: 'timeout' })
  const http = cause.walk((error) => error instanceof HttpRequestError)
  if (http instanceof HttpRequestError) {
    const answered = http.status !== undefined || http.cause instanceof SyntaxError
    const details = http.status === undefined ? {} : { cause: new Error(`HTTP ${http.status}`) }
    return new NetworkError({ what, url: http.url, reason: answered ? 'invalid' : 'refused', ...details })
  }
  const rpc = cause.walk((error) => error instanceof RpcRequestError)
  if (rpc instanceof RpcRequestError) return new RpcError({ code: rpc.code, details: rpc.details })
  return new RpcError({ code: undefined, details: cause.details || cause.shortMessage })
}
