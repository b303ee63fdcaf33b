import { hashTypedData, isAddressEqual, zeroAddress } from 'viem'
import { v1InferenceServingAbi as abi } from '../../generated/v1/inferenceServing.js'
import type { Protocol } from '../../protocol.js'
import type { Offer } from '../../services.js'
import { defineRead } from '../read.js'
import { statusOf, toPreview } from '../settlement.js'

const contract = 'inference'

const types = {
  TEESettlement: [
    { name: 'requestsHash', type: 'bytes32' },
    { name: 'nonce', type: 'uint256' },
    { name: 'provider', type: 'address' },
    { name: 'user', type: 'address' },
    { name: 'totalFee', type: 'uint256' },
  ],
} as const

const vouchedFor = ['serviceType', 'model', 'verifiability', 'additionalInfo'] as const

const isSameSigner = (before: Offer, after: Offer) =>
  isAddressEqual(before.signer ?? zeroAddress, after.signer ?? zeroAddress)

export const provider: Protocol['provider'] = {
  minimumStake: () =>
    defineRead({
      contract,
      abi,
      functionName: 'MIN_PROVIDER_STAKE',
      args: [],
      decode: (neuron) => neuron,
    }),
  offerService: ({ offer: { signer, ...params }, stake }) => ({
    contract,
    abi,
    functionName: 'addOrUpdateService',
    args: [{ ...params, teeSignerAddress: signer ?? zeroAddress }],
    value: stake,
  }),
  removeService: () => ({ contract, abi, functionName: 'removeService', args: [] }),
  // URL and prices may change as the provider likes.
  dropsAcknowledgement: (before, after) =>
    vouchedFor.some((field) => before[field] !== after[field]) || !isSameSigner(before, after),
  settleFees: ({ fees }) => ({ contract, abi, functionName: 'settleFeesWithTEE', args: [fees] }),
  previewSettlement: ({ fees }) =>
    defineRead({
      contract,
      abi,
      functionName: 'previewSettlementResults',
      args: [fees],
      decode: toPreview,
    }),
  feesPerSettlement: 50,
  statusOf,
  feeDigest: ({ chainId, contracts, fee }) =>
    hashTypedData({
      domain: {
        name: '0G Inference Serving',
        version: '1',
        chainId,
        verifyingContract: contracts.inference,
      },
      types,
      primaryType: 'TEESettlement',
      message: fee,
    }),
}

const ownerCall = (functionName: string) => (options: { provider: `0x${string}` }) => ({
  contract: 'inference' as const,
  abi,
  functionName,
  args: [options.provider],
})

export const owner: NonNullable<Protocol['owner']> = {
  acknowledgeSigner: ownerCall('acknowledgeTEESignerByOwner'),
  revokeSigner: ownerCall('revokeTEESignerAcknowledgement'),
}
