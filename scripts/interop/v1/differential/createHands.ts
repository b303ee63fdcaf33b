import { type Address, encodeFunctionData, type Hex, numberToHex, padHex } from 'viem'
import type { Artifacts } from '../officialContracts.js'
import type { Pair } from './createPair.js'

/** Calls by name on both systems at once. */
export function createHands(pair: Pair, { ledger, inference }: Artifacts) {
  const call =
    (contract: 'ledger' | 'inference', from: Address) =>
    async (functionName: string, args: readonly unknown[] = [], { value = 0n, look = true } = {}) => {
      const { abi } = { ledger, inference }[contract]
      const data = encodeFunctionData({ abi, functionName, args })
      await pair.run(functionName, { from, to: pair.contracts[contract], data, value }, { look })
    }
  return {
    call,
    send: async (from: Address, to: Address, what: string, data: Hex = '0x', value = 0n) => {
      await pair.run(what, { from, to, data, value })
    },
    setCode: (address: Address, code: Hex) =>
      pair.control({ method: 'anvil_setCode', params: [address, code] }),
  }
}

export type Hands = ReturnType<typeof createHands>

/** Addresses that nobody has. */
export const nth = (n: number): Address => padHex(numberToHex(0x10_000 + n), { size: 20 })
