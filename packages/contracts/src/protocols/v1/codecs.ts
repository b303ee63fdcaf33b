import { type AbiStateMutability, type ContractFunctionReturnType, zeroAddress } from 'viem'
import type { Ledger, SubAccount } from '../../accounts.js'
import type { v1InferenceServingAbi } from '../../generated/v1/inferenceServing.js'
import type { v1LedgerManagerAbi } from '../../generated/v1/ledgerManager.js'
import type { Service } from '../../services.js'
import { readAdditionalInfo } from './additionalInfo.js'

type RawLedger = ContractFunctionReturnType<typeof v1LedgerManagerAbi, AbiStateMutability, 'getLedger'>
type RawAccount = ContractFunctionReturnType<typeof v1InferenceServingAbi, AbiStateMutability, 'getAccount'>
type RawService = ContractFunctionReturnType<typeof v1InferenceServingAbi, AbiStateMutability, 'getService'>

export const toLedger = ({ user, availableBalance, totalBalance }: RawLedger): Ledger => ({
  user,
  available: availableBalance,
  locked: totalBalance - availableBalance,
  total: totalBalance,
  credential: null,
})

export function toSubAccount(raw: RawAccount): SubAccount {
  const { user, provider, balance, pendingRefund, nonce, acknowledged, generation, revokedBitmap } = raw
  return {
    user,
    provider,
    balance,
    pendingRefund,
    // The array never shrinks: what stands behind the live ones is left over.
    refunds: raw.refunds
      .slice(0, Number(raw.validRefundsLength))
      .map(({ amount, createdAt }) => ({ amount, createdAt })),
    nonce,
    acknowledged,
    signer: null,
    credential: null,
    tokens: { generation, revoked: revokedBitmap },
  }
}

export function toService({ teeSignerAddress, teeSignerAcknowledged, ...offer }: RawService): Service {
  const signer = teeSignerAddress === zeroAddress ? null : teeSignerAddress
  const details = readAdditionalInfo(offer.additionalInfo)
  return { ...offer, details, signer, signerAcknowledged: teeSignerAcknowledged }
}
