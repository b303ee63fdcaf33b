import { encodePacked, hashMessage, keccak256 } from 'viem'
import { legacyInferenceServingAbi as abi } from '../../generated/legacy/inferenceServing.js'
import type { Protocol } from '../../protocol.js'
import { defineRead } from '../read.js'
import { statusOf, toPreview } from '../settlement.js'

const contract = 'inference'

export const provider: Protocol['provider'] = {
  minimumStake: null,
  offerService: ({ offer: { signer: _, ...params } }) => ({
    contract,
    abi,
    functionName: 'addOrUpdateService',
    args: [params],
  }),
  removeService: () => ({ contract, abi, functionName: 'removeService', args: [] }),
  dropsAcknowledgement: () => false,
  settleFees: ({ fees }) => ({ contract, abi, functionName: 'settleFeesWithTEE', args: [fees] }),
  previewSettlement: ({ fees }) =>
    defineRead({
      contract,
      abi,
      functionName: 'previewSettlementResults',
      args: [fees],
      decode: toPreview,
    }),
  feesPerSettlement: null,
  statusOf,
  // Neither chain nor contract is in it: a signature of one deployment is good for every other.
  feeDigest: ({ fee: { requestsHash, nonce, provider, user, totalFee } }) => {
    const types = ['bytes32', 'uint256', 'address', 'address', 'uint256'] as const
    const packed = encodePacked(types, [requestsHash, nonce, provider, user, totalFee])
    return hashMessage({ raw: keccak256(packed) })
  },
}
