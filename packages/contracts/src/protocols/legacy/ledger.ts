import { CredentialRequiredError } from '../../errors/credential.js'
import { legacyLedgerManagerAbi as abi } from '../../generated/legacy/ledgerManager.js'
import type { Protocol } from '../../protocol.js'
import { combineReads } from '../combineReads.js'
import { defineRead } from '../read.js'
import { toLedger } from './codecs.js'
import { inference } from './inference.js'

const contract = 'ledger'

export const ledger: Protocol['ledger'] = {
  abi,
  limits: () =>
    combineReads([inference.lockTime()], ([lockTime]) => ({
      serviceName: 'inference',
      minimumLedger: 0n,
      minimumTransfer: 0n,
      providersPerBatch: 20n,
      providersPerUser: null,
      lockTime,
    })),
  takesCredential: true,
  opensOnDeposit: false,
  opensEmpty: true,
  getLedger: (user) =>
    defineRead({ contract, abi, functionName: 'getLedger', args: [user], decode: toLedger }),
  openLedger: ({ credential, amount }) => {
    if (!credential) throw new CredentialRequiredError()
    const { publicKey, sealed } = credential
    return { contract, abi, functionName: 'addLedger', args: [publicKey, sealed], value: amount }
  },
  depositFund: ({ amount }) => ({ contract, abi, functionName: 'depositFund', args: [], value: amount }),
  depositFundFor: null,
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
