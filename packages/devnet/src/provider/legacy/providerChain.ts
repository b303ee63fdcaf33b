import { legacyInferenceServingAbi as abi, type Contracts } from '@zg/contracts'
import {
  type Address,
  BaseError,
  type ContractFunctionReturnType,
  ContractFunctionRevertedError,
  type Hash,
  type Hex,
  parseEventLogs,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { createChainClient, mined } from '../../chain/chainClient.js'
import { DeployError } from '../../errors.js'
import type { ProviderOffer } from '../generation.js'
import type { Settlement } from '../runningProvider.js'
import { settlementHash } from './settlementHash.js'

export type Account = ContractFunctionReturnType<typeof abi, 'view', 'getAccount'>
type Item = { user: Address; totalFee: bigint; requestsHash: Hex; nonce: bigint }

const success = 0
const partial = 1

/** The provider's side of the contracts: its offer, its users' accounts, its settlements. */
export function createProviderChain({
  rpcUrl,
  contracts,
  wallet,
  teeKey,
}: {
  rpcUrl: string
  contracts: Contracts
  wallet: Hex
  teeKey: Hex
}) {
  const client = createChainClient(rpcUrl)
  const account = privateKeyToAccount(wallet)
  const tee = privateKeyToAccount(teeKey)
  const provider = account.address
  const inference = { address: contracts.inference, abi } as const

  return {
    address: provider,
    signer: tee.address,
    register: async (offer: ProviderOffer): Promise<void> => {
      const params = { ...offer, serviceType: 'chatbot', verifiability: 'TeeML', additionalInfo: '' }
      const hash = await client.writeContract({
        ...inference,
        account,
        functionName: 'addOrUpdateService',
        args: [params],
      })
      const { status } = await mined(client, hash)
      if (status !== 'success') throw new DeployError({ what: 'the provider could not register its service' })
    },
    /** Null where there is none. */
    findAccount: async (user: Address): Promise<Account | null> => {
      try {
        return await client.readContract({ ...inference, functionName: 'getAccount', args: [user, provider] })
      } catch (error) {
        if (isMissingAccount(error)) return null
        throw error
      }
    },
    /** Signs a settlement with the TEE's key and sends it. */
    sendSettlement: async (item: Item): Promise<Hash> => {
      const signature = await tee.signMessage({ message: { raw: settlementHash({ ...item, provider }) } })
      return client.writeContract({
        ...inference,
        account,
        functionName: 'settleFeesWithTEE',
        args: [[{ ...item, provider, signature }]],
      })
    },
    /** What a settlement of one user did, as soon as it is mined. */
    readSettlement: async (hash: Hash, { user, totalFee }: Item): Promise<Settlement> => {
      const { logs } = await mined(client, hash)
      const [result] = parseEventLogs({ abi, eventName: 'TEESettlementResult', logs })
      if (result?.args.status !== success && result?.args.status !== partial)
        return { user, hash, amount: 0n, status: 'refused', unsettled: totalFee }
      const { status, unsettledAmount: unsettled } = result.args
      const name = status === success ? 'success' : 'partial'
      return { user, hash, amount: totalFee - unsettled, status: name, unsettled }
    },
  }
}

export type ProviderChain = ReturnType<typeof createProviderChain>

function isMissingAccount(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false
  const revert = error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  return revert instanceof ContractFunctionRevertedError && revert.data?.errorName === 'AccountNotExists'
}
