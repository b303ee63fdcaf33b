import { v1InferenceServingAbi as abi, type Contracts } from '@zg/contracts'
import {
  type Address,
  BaseError,
  type ContractFunctionReturnType,
  ContractFunctionRevertedError,
  type Hash,
  type Hex,
  type TransactionReceipt,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { createChainClient, mined } from '../../chain/chainClient.js'
import { DeployError } from '../../errors.js'
import type { ProviderOffer } from '../generation.js'
import type { ServiceType } from '../serviceType.js'

export type Account = ContractFunctionReturnType<typeof abi, 'view', 'getAccount'>
export type Service = ContractFunctionReturnType<typeof abi, 'view', 'getService'>
/** What one user owes, as the contract takes it. */
export type Fee = { user: Address; totalFee: bigint; requestsHash: Hex; nonce: bigint }

type Preview = { failed: readonly Address[]; unsettled: ReadonlyMap<Address, bigint> }

const types = {
  TEESettlement: [
    { name: 'requestsHash', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'provider', type: 'address' },
    { name: 'user', type: 'address' },
    { name: 'totalFee', type: 'uint256' },
  ],
} as const

/** The provider's side of the contracts: its offer, its users' accounts, its settlements. */
export function createProviderChain({
  rpcUrl,
  chainId,
  contracts,
  wallet,
  teeKey,
  ownerKey,
  serviceType,
  additionalInfo,
}: {
  rpcUrl: string
  chainId: number
  contracts: Contracts
  wallet: Hex
  teeKey: Hex
  ownerKey: Hex
  serviceType: ServiceType
  additionalInfo: string
}) {
  const client = createChainClient(rpcUrl)
  const account = privateKeyToAccount(wallet)
  const owner = privateKeyToAccount(ownerKey)
  const tee = privateKeyToAccount(teeKey)
  const provider = account.address
  const inference = { address: contracts.inference, abi } as const

  const sign = async (fee: Fee) => ({
    ...fee,
    provider,
    signature: await tee.signTypedData({
      domain: {
        name: '0G Inference Serving',
        version: '1',
        chainId,
        verifyingContract: contracts.inference,
      },
      types,
      primaryType: 'TEESettlement',
      message: { ...fee, provider },
    }),
  })
  const findService = (): Promise<Service | null> =>
    unless(
      'ServiceNotExist',
      client.readContract({ ...inference, functionName: 'getService', args: [provider] }),
    )
  const succeed = async (what: string, sending: Promise<Hash>): Promise<void> => {
    const { status } = await mined(client, await sending)
    if (status !== 'success') throw new DeployError({ what })
  }

  return {
    address: provider,
    signer: tee.address,
    /** Offers the service, and lets the owner vouch for its signer where that isn't done. The stake is paid once. */
    register: async (offer: ProviderOffer): Promise<void> => {
      const params = {
        ...offer,
        ...{ serviceType, verifiability: 'TeeML', additionalInfo, teeSignerAddress: tee.address },
      }
      const value = (await findService())
        ? 0n
        : await client.readContract({ ...inference, functionName: 'MIN_PROVIDER_STAKE' })
      await succeed(
        'the provider could not register its service',
        client.writeContract({
          ...inference,
          ...{ account, functionName: 'addOrUpdateService', args: [params], value },
        }),
      )
      if ((await findService())?.teeSignerAcknowledged) return
      await succeed(
        "the owner could not acknowledge the provider's signer",
        client.writeContract({
          ...inference,
          ...{ account: owner, functionName: 'acknowledgeTEESignerByOwner', args: [provider] },
        }),
      )
    },
    /** Null where there is none. */
    findService,
    /** Null where there is none. */
    findAccount: (user: Address): Promise<Account | null> =>
      unless(
        'AccountNotExists',
        client.readContract({ ...inference, functionName: 'getAccount', args: [user, provider] }),
      ),
    /** What the contract would do with these fees: whom it would refuse, and what a balance doesn't cover. */
    preview: async (fees: readonly Fee[]): Promise<Preview> => {
      const [failed, , partial, amounts] = await client.readContract({
        ...inference,
        functionName: 'previewSettlementResults',
        args: [await Promise.all(fees.map(sign))],
        account,
      })
      return { failed, unsettled: new Map(partial.map((user, i) => [user, amounts[i] ?? 0n])) }
    },
    /** Signs fees with the TEE's key and sends them. */
    settle: async (fees: readonly Fee[]): Promise<Hash> =>
      client.writeContract({
        ...inference,
        account,
        functionName: 'settleFeesWithTEE',
        args: [await Promise.all(fees.map(sign))],
      }),
    readReceipt: (hash: Hash): Promise<TransactionReceipt> => mined(client, hash),
  }
}

export type ProviderChain = ReturnType<typeof createProviderChain>

/** Null when the contract says with this error that there is nothing. */
async function unless<value>(errorName: string, reading: Promise<value>): Promise<value | null> {
  try {
    return await reading
  } catch (error) {
    const revert =
      error instanceof BaseError
        ? error.walk((cause) => cause instanceof ContractFunctionRevertedError)
        : null
    if (revert instanceof ContractFunctionRevertedError && revert.data?.errorName === errorName) return null
    throw error
  }
}
