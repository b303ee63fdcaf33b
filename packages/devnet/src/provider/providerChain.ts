import { legacyInferenceServingAbi as abi, type Contracts } from '@zg/contracts'
import {
  type Address,
  type ContractFunctionReturnType,
  encodePacked,
  type Hex,
  keccak256,
  parseEventLogs,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { createChainClient, mined } from '../chain/chainClient.js'
import { DeployError } from '../errors.js'
import type { Settlement } from './runningProvider.js'

export type Account = ContractFunctionReturnType<typeof abi, 'view', 'getAccount'>
type Offer = { url: string; model: string; inputPrice: bigint; outputPrice: bigint }

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
  const inference = { address: contracts.inference, abi } as const

  return {
    address: account.address,
    signer: tee.address,
    register: async ({ url, model, inputPrice, outputPrice }: Offer): Promise<void> => {
      const params = {
        serviceType: 'chatbot',
        url,
        model,
        verifiability: 'TeeML',
        inputPrice,
        outputPrice,
        additionalInfo: '',
      }
      const hash = await client.writeContract({
        ...inference,
        account,
        functionName: 'addOrUpdateService',
        args: [params],
      })
      const { status } = await mined(client, hash)
      if (status !== 'success') throw new DeployError({ what: 'the provider could not register its service' })
    },
    findAccount: async (user: Address): Promise<Account | null> => {
      const args = [user, account.address] as const
      const exists = await client.readContract({ ...inference, functionName: 'accountExists', args })
      return exists ? client.readContract({ ...inference, functionName: 'getAccount', args }) : null
    },
    /** One user's fees in one transaction, so that an account that is gone stops nobody else's. */
    settle: async (item: {
      user: Address
      totalFee: bigint
      requestsHash: Hex
      nonce: bigint
    }): Promise<Settlement> => {
      const { user, totalFee, requestsHash, nonce } = item
      const provider = account.address
      const inner = keccak256(
        encodePacked(
          ['bytes32', 'uint256', 'address', 'address', 'uint256'],
          [requestsHash, nonce, provider, user, totalFee],
        ),
      )
      const signature = await tee.signMessage({ message: { raw: inner } })
      const hash = await client.writeContract({
        ...inference,
        account,
        functionName: 'settleFeesWithTEE',
        args: [[{ user, provider, totalFee, requestsHash, nonce, signature }]],
      })
      const { logs } = await mined(client, hash)
      const [result] = parseEventLogs({ abi, eventName: 'TEESettlementResult', logs })
      const { status, unsettledAmount: unsettled } = result?.args ?? { status: -1, unsettledAmount: totalFee }
      const name = status === success ? 'success' : status === partial ? 'partial' : 'refused'
      return { user, hash, amount: name === 'refused' ? 0n : totalFee - unsettled, status: name, unsettled }
    },
  }
}

export type ProviderChain = ReturnType<typeof createProviderChain>
