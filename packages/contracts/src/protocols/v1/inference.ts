import { v1InferenceServingAbi as abi } from '../../generated/v1/inferenceServing.js'
import type { Protocol } from '../../protocol.js'
import type { Service } from '../../services.js'
import { defineRead } from '../read.js'
import { toService, toSubAccount } from './codecs.js'

const contract = 'inference'

export const inference: Protocol['inference'] = {
  abi,
  getService: (provider) =>
    defineRead({ contract, abi, functionName: 'getService', args: [provider], decode: toService }),
  listServices: ({ offset, limit }) =>
    defineRead({
      contract,
      abi,
      functionName: 'getAllServices',
      args: [offset, limit],
      decode: ([services, total]) => ({ services: services.map(toService), total }),
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
  accountExists: (user, provider) =>
    defineRead({
      contract,
      abi,
      functionName: 'accountExists',
      args: [user, provider],
      decode: (exists) => exists,
    }),
  // The signer stands with the service: the user says yes to whoever that is.
  acknowledgeSigner: ({ provider }) => acknowledge(provider, true),
  revokeAcknowledgement: ({ provider }) => acknowledge(provider, false),
  lockTime: () =>
    defineRead({ contract, abi, functionName: 'lockTime', args: [], decode: (seconds) => seconds }),
  trustedSigner: ({ service }) => (service.signerAcknowledged === true ? answerSigner(service) : null),
  signerSource: 'service',
  tokens: {
    revoke: ({ provider, tokenIds }) => ({
      contract,
      abi,
      functionName: 'revokeTokens',
      args: [provider, tokenIds],
    }),
    revokeAll: ({ provider }) => ({ contract, abi, functionName: 'revokeAllTokens', args: [provider] }),
    // Providers keep an account for up to ten minutes before they read it again.
    seenAfterMs: 600_000,
  },
  unsettledFeePath: (user) => `/v1/user/${user}/unsettledfee`,
}

const acknowledge = (provider: `0x${string}`, acknowledged: boolean) =>
  ({ contract, abi, functionName: 'acknowledgeTEESigner', args: [provider, acknowledged] }) as const

/** A model in a TEE of its own signs its answers itself. */
const answerSigner = ({ details, signer }: Service) =>
  details.isTargetSeparated ? details.targetSigner : signer
