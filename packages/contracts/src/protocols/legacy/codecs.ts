import { type AbiStateMutability, type ContractFunctionReturnType, zeroAddress } from 'viem'
import type { Credential, Ledger, SubAccount } from '../../accounts.js'
import type { legacyInferenceServingAbi } from '../../generated/legacy/inferenceServing.js'
import type { legacyLedgerManagerAbi } from '../../generated/legacy/ledgerManager.js'
import type { Service } from '../../services.js'
import { noDetails } from '../noDetails.js'

type RawLedger = ContractFunctionReturnType<typeof legacyLedgerManagerAbi, AbiStateMutability, 'getLedger'>
type RawAccount = ContractFunctionReturnType<
  typeof legacyInferenceServingAbi,
  AbiStateMutability,
  'getAccount'
>
type RawService = ContractFunctionReturnType<
  typeof legacyInferenceServingAbi,
  AbiStateMutability,
  'getService'
>

export function toLedger(raw: RawLedger): Ledger {
  const { user, availableBalance, totalBalance, inferenceSigner, additionalInfo } = raw
  return {
    user,
    available: availableBalance,
    locked: totalBalance - availableBalance,
    total: totalBalance,
    credential: toCredential(inferenceSigner, additionalInfo),
  }
}

export function toSubAccount(raw: RawAccount): SubAccount {
  const { user, provider, balance, pendingRefund, nonce, teeSignerAddress, signer, additionalInfo } = raw
  return {
    user,
    provider,
    balance,
    pendingRefund,
    refunds: raw.refunds
      .slice(0, Number(raw.validRefundsLength))
      .filter(({ processed }) => !processed)
      .map(({ amount, createdAt }) => ({ amount, createdAt })),
    nonce,
    acknowledged: teeSignerAddress !== zeroAddress,
    signer: teeSignerAddress === zeroAddress ? null : teeSignerAddress,
    credential: toCredential(signer, additionalInfo),
    tokens: null,
  }
}

export const toService = (raw: RawService): Service => ({
  ...raw,
  // What providers of that generation kept there was for themselves.
  details: noDetails,
  signer: null,
  signerAcknowledged: null,
})

/** The Python client of that generation stored zeros and an empty text: no key at all. */
const toCredential = (publicKey: readonly [bigint, bigint], sealed: string): Credential | null =>
  sealed === '' || publicKey.every((half) => half === 0n) ? null : { publicKey, sealed }
