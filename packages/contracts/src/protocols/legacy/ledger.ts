import { CredentialRequiredError } from '../../errors/credential.js'
import { legacyLedgerManagerAbi as abi } from '../../generated/legacy/ledgerManager.js'
import type { Protocol } from '../../protocol.js'
import { combineReads } from '../combineReads.js'
import { ledgerCalls } from '../ledgerCalls.js'
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
  depositFundFor: null,
  ...ledgerCalls(abi),
}
