import type { Address } from 'viem'
import type { Call, Contracts } from './calls.js'

/** A call with the address that it goes to: what viem's `simulateContract`, `writeContract` and `multicall` take. */
export type BoundCall = Call & { address: Address }

/**
 * Binds a call to its contract's address.
 *
 * @example
 * ```ts
 * import { bindCall, getDeployment, v1, zeroGDevnet } from '@zg/contracts'
 *
 * const { contracts } = getDeployment(v1, zeroGDevnet.id)
 * const call = bindCall(v1.ledger.depositFund({ amount: 1n }), contracts)
 * console.log(call.address, call.functionName)
 * ```
 */
export function bindCall(call: Call, contracts: Contracts): BoundCall {
  const { contract, abi, functionName, args, value } = call
  return {
    contract,
    abi,
    functionName,
    args,
    ...(value === undefined ? {} : { value }),
    address: contracts[contract],
  }
}
