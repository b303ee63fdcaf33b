import { type Abi, type Address, decodeFunctionResult, encodeFunctionData, type Hex } from 'viem'
import type { Artifacts } from '../officialContracts.js'
import { outsider, owner, providers, users } from './actors.js'
import type { Side } from './openSide.js'

export type Ledger = { availableBalance: bigint; totalBalance: bigint }
export type Account = { nonce: bigint; balance: bigint; pendingRefund: bigint }

/** What the generators need to know of the chain, to choose amounts at its edges. Nothing where the contract has nothing. */
export function createState(side: Side, { ledger, inference }: Artifacts) {
  const read = async (to: Address, abi: Abi, functionName: string, args: readonly unknown[]) => {
    const data = encodeFunctionData({ abi, functionName, args })
    const [result] = await side.rpc([{ method: 'eth_call', params: [{ to, data }, 'latest'] }])
    return typeof result === 'string'
      ? decodeFunctionResult({ abi, functionName, data: result as Hex })
      : null
  }
  return {
    contracts: side.contracts,
    ledger: async (user: Address) =>
      (await read(side.contracts.ledger, ledger.abi, 'getLedger', [user])) as Ledger | null,
    account: async (user: Address, provider: Address) =>
      (await read(side.contracts.inference, inference.abi, 'getAccount', [user, provider])) as Account | null,
  }
}

export type State = ReturnType<typeof createState>

/** Everything that the contracts show of the actors, and what everybody owns: raw, for comparison. */
export async function readEverything(
  side: Side,
  { ledger, inference }: Artifacts,
): Promise<readonly string[]> {
  const views: { label: string; to: Address; data: Hex }[] = []
  const add = (contract: 'ledger' | 'inference', functionName: string, args: readonly unknown[] = []) => {
    const { abi } = { ledger, inference }[contract]
    const data = encodeFunctionData({ abi, functionName, args })
    views.push({ label: `${functionName}(${args.join()})`, to: side.contracts[contract], data })
  }
  add('ledger', 'getAllLedgers', [0n, 0n])
  add('ledger', 'getAllActiveServices')
  add('ledger', 'owner')
  add('inference', 'getAllAccounts', [0n, 0n])
  add('inference', 'getAllServices', [0n, 0n])
  add('inference', 'lockTime')
  add('inference', 'owner')
  for (const user of users) add('ledger', 'getLedgerProviders', [user, 'inference-v1.0'])
  for (const provider of providers) add('inference', 'getAccountsByProvider', [provider, 0n, 0n])

  const owners = [...Object.values(side.contracts), owner, ...users, ...providers, outsider]
  const answers = await side.rpc([
    ...views.map(({ to, data }) => ({ method: 'eth_call', params: [{ to, data }, 'latest'] })),
    ...owners.map((address) => ({ method: 'eth_getBalance', params: [address, 'latest'] })),
  ])
  const labels = [...views.map(({ label }) => label), ...owners.map((address) => `balance of ${address}`)]
  return answers.map((answer, i) => `${labels[i]}: ${JSON.stringify(answer)}`)
}
