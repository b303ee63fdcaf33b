import { CredentialRequiredError } from '../../errors/credential.js'
import { legacyLedgerManagerAbi as abi } from '../../generated/legacy/ledgerManager.js'
import type { Protocol } from '../../protocol.js'
import { defineRead } from '../read.js'
import { toLedger } from './codecs.js'

const contract = 'ledger'

export const ledger: Protocol['ledger'] = {
  abi,
  getLedger: (user) =>
    defineRead({ contract, abi, functionName: 'getLedger', args: [user], decode: toLedger }),
  openLedger: ({ credential, amount }) => {
    if (!credential) throw new CredentialRequiredError()
    const { publicKey, sealed } = credential
    return { contract, abi, functionName: 'addLedger', args: [publicKey, sealed], value: amount }
  },
  depositFund: ({ amount }) => ({ contract, abi, functionName: 'depositFund', args: [], value: amount }),
  transferFund: ({ provider, service, amount }) => ({
    contract,
    abi,
    functionName: 'transferFund',
    args: [provider, service, amount],
  }),
  retrieveFund: ({ providers, service }) => ({
    contract,
    abi,
    functionName: 'retrieveFund',
    args: [providers, service],
  }),
  refund: ({ amount }) => ({ contract, abi, functionName: 'refund', args: [amount] }),
  deleteLedger: () => ({ contract, abi, functionName: 'deleteLedger', args: [] }),
}
