import { legacyInferenceServingAbi as abi } from '../../generated/legacy/inferenceServing.js'
import type { Protocol } from '../../protocol.js'
import { defineRead } from '../read.js'
import { toService, toSubAccount } from './codecs.js'

const contract = 'inference'

export const inference: Protocol['inference'] = {
  abi,
  getService: (provider) =>
    defineRead({ contract, abi, functionName: 'getService', args: [provider], decode: toService }),
  // This generation has no pages: the first one holds every service, and the others none.
  listServices: ({ offset }) =>
    defineRead({
      contract,
      abi,
      functionName: 'getAllServices',
      args: [],
      decode: (services) => ({
        services: offset === 0n ? services.map(toService) : [],
        total: BigInt(services.length),
      }),
    }),
  accountExists: (user, provider) =>
    defineRead({
      contract,
      abi,
      functionName: 'accountExists',
      args: [user, provider],
      decode: (exists) => exists,
    }),
  getAccount: (user, provider) =>
    defineRead({ contract, abi, functionName: 'getAccount', args: [user, provider], decode: toSubAccount }),
  listAccounts: (user, { offset, limit }) =>
    defineRead({
      contract,
      abi,
      functionName: 'getAccountsByUser',
      args: [user, offset, limit],
      decode: ([accounts, total]) => ({ accounts: accounts.map(toSubAccount), total }),
    }),
  acknowledgeSigner: ({ provider, signer }) => ({
    contract,
    abi,
    functionName: 'acknowledgeTEESigner',
    args: [provider, signer],
  }),
  lockTime: () =>
    defineRead({ contract, abi, functionName: 'lockTime', args: [], decode: (seconds) => seconds }),
  revokeAcknowledgement: null,
  trustedSigner: ({ account }) => account?.signer ?? null,
  signerSource: 'quote',
  tokens: null,
  unsettledFeePath: null,
}
