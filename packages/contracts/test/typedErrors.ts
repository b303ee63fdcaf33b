import { BaseError } from '@zg/core'
import { type Abi, encodeErrorResult, getAddress, type Hex } from 'viem'
import { expect } from 'vitest'
import { toRevert } from '../src/chain/toRevert.js'
import type { Protocol, Revert } from '../src/protocol.js'

export const user = getAddress('0x00000000000000000000000000000000000000a1')
export const provider = getAddress('0x00000000000000000000000000000000000000b2')
export const address = getAddress('0x00000000000000000000000000000000000000c3')

/** What a node answers for a revert, as viem hands it on. */
const answered = (data: Hex) => Object.assign(new Error('execution reverted'), { code: 3, data })

/** How a protocol's table takes reverts that come as a node gives them. */
export function useTypedErrors(protocol: Protocol) {
  const abi: Abi = [...protocol.ledger.abi, ...protocol.inference.abi]
  const call = (functionName: string, args: readonly unknown[] = []): Revert['call'] => ({
    contract: 'ledger',
    abi,
    functionName,
    args,
    address,
    from: user,
  })
  return {
    /** A call that meets a revert. */
    call,
    /** The typed error of a revert in bytes; `only` chooses the ABI where both have an error of this name. */
    errorOf: (errorName: string, args: readonly unknown[], met = call('anything'), only: Abi = abi) => {
      const encode: Abi = [...only, { type: 'error', name: 'Error', inputs: [{ type: 'string', name: '' }] }]
      const revert = toRevert(answered(encodeErrorResult({ abi: encode, errorName, args })), met, protocol)
      if (!revert) throw new Error('That is no revert.')
      expect(revert).toMatchObject({ errorName, args, call: met })
      const error = protocol.toError(revert)
      if (error !== null && !BaseError.is(error)) throw error
      return error
    },
    /** Names of an ABI's errors. */
    errorsOf: (of: Abi) => of.flatMap((item) => (item.type === 'error' ? [item.name] : [])),
  }
}
