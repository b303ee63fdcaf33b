import { BaseError } from '@zg/core'
import { createClient, getAddress, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { zeroGDevnet, zeroGTestnet } from '../chains.js'
import type { Revert } from '../protocol.js'
import { legacy } from '../protocols/legacy.js'
import { walletTooPoor } from '../write/walletTooPoor.js'
import {
  LedgerExistsError,
  LedgerLockedError,
  LedgerNotFoundError,
  SubAccountNotFoundError,
} from './accounts.js'
import { ContractError } from './contractError.js'
import { CredentialRequiredError } from './credential.js'
import { InsufficientBalanceError } from './funds.js'
import { NotOfferedError } from './notOffered.js'
import {
  ServiceNotFoundError,
  TooManyProvidersError,
  TransferRefusedError,
  UnknownRevertError,
} from './reverts.js'
import {
  AccountRequiredError,
  ChainMismatchError,
  ChainRequiredError,
  ContractMissingError,
  InvalidAddressError,
  RpcError,
  TransactionPendingError,
  TransactionRevertedError,
  UnsupportedChainError,
} from './setup.js'

const user = getAddress('0x00000000000000000000000000000000000000a1')
const provider = getAddress('0x00000000000000000000000000000000000000b2')
const hash = `0x${'11'.repeat(32)}` as const
const revert: Revert = {
  call: {
    contract: 'ledger',
    abi: legacy.ledger.abi,
    functionName: 'refund',
    args: [1n],
    address: user,
    from: user,
  },
  errorName: 'Odd',
  args: [1n, 'x'],
  data: undefined,
  cause: new Error('refund reverted with Odd(1, x)'),
}

describe('each says what happened and what to do', () => {
  const errors: readonly (readonly [BaseError, string])[] = [
    [
      new NotOfferedError({ what: 'createApiKey', protocol: 'legacy' }),
      'createApiKey is not part of the legacy protocol.\nPass the protocol that your network speaks, and an auth that goes with it: sessionAuth with v1, eddsaAuth with legacy.',
    ],
    [
      new NotOfferedError({ what: 'depositFundFor', protocol: 'legacy', remedy: 'Do without.' }),
      'depositFundFor is not part of the legacy protocol.\nDo without.',
    ],
    [
      new NotOfferedError({ what: 'This', remedy: 'Do without.' }),
      'This is not part of this protocol.\nDo without.',
    ],
    [new LedgerNotFoundError({ user }), `${user} has no ledger.\nOpen one with depositFund.`],
    [new LedgerExistsError({ user }), `${user} has a ledger already.\nAdd money to it with depositFund.`],
    [
      new LedgerLockedError({}),
      'The ledger is locked.\nWait for the operation under way. Before deleteLedger, empty the ledger with retrieveFund and refund.',
    ],
    [
      new SubAccountNotFoundError({ user, provider }),
      `${user} has no sub-account with provider ${provider}.\nOpen it with transferFund.`,
    ],
    [
      new SubAccountNotFoundError({ user, provider, remedy: ['Do this.', 'Or that.'] }),
      `${user} has no sub-account with provider ${provider}.\nDo this.\nOr that.`,
    ],
    [
      new ServiceNotFoundError({ provider }),
      `No service is registered by ${provider}.\nNothing was moved. listService names the registered providers.`,
    ],
    [
      new TooManyProvidersError({ requested: 21n, maximum: 20n, revert: { ...revert, cause: undefined } }),
      '21 providers were named; the contract takes 20 at once.\nSplit the call, or let retrieveFund do it.',
    ],
    [
      new TransferRefusedError({ amount: undefined, revert: { ...revert, cause: undefined } }),
      'The transfer was refused by the service contract, which hides the reason.\nNothing was moved. Check the provider with getService and your share with getSubAccount.',
    ],
    [
      new UnknownRevertError({ revert }),
      'refund reverted with Odd(1, x).\nNothing was changed. Is this the right protocol for these contracts?\nDetails: refund reverted with Odd(1, x)',
    ],
    [
      new UnknownRevertError({ revert: { ...revert, errorName: '', args: [], cause: undefined } }),
      'refund reverted with no reason.\nNothing was changed. Is this the right protocol for these contracts?',
    ],
    [
      new UnsupportedChainError({ chainId: 5, protocol: 'legacy', known: [1, 2] }),
      'No current deployment of the legacy protocol is known on chain 5.\nKnown chains: 1, 2. For any other, pass contracts: { ledger, inference }.',
    ],
    [
      new ChainRequiredError(),
      'The client has no chain, so its contracts are unknown.\nCreate the client with a chain, or pass contracts: { ledger, inference }.',
    ],
    [
      new AccountRequiredError({ functionName: 'refund' }),
      'refund needs an account, and the client has none.\nCreate the client with an account, such as privateKeyToAccount(…).',
    ],
    [
      new ChainMismatchError({ expected: 1, actual: 2 }),
      'The endpoint serves chain 2, but the client is for chain 1.\nNothing was sent. Use an endpoint of the client’s chain.',
    ],
    [
      new ContractMissingError({ address: user, functionName: 'refund' }),
      `refund got no answer from ${user}: there is no such contract on this chain.\nCheck the contracts’ addresses and the chain.`,
    ],
    [
      new TransactionPendingError({ hash }),
      `Transaction ${hash} was sent, and is not known to be mined yet.\nDo not send it again: wait for its receipt first.`,
    ],
    [
      new TransactionRevertedError({ hash, blockNumber: 7n, gasUsed: 21n, functionName: 'refund' }),
      `Transaction ${hash} (refund) was mined in block 7 and reverted.\nThe state changed between the simulation and the inclusion. Only gas was spent (21 units).`,
    ],
    [
      new InvalidAddressError({ address: 'x', role: 'provider' }),
      '"x" is not an address (provider).\nAn address is 0x and 40 hex digits; mixed case must match its checksum.',
    ],
    [
      new RpcError({ code: -32_005, details: 'limit' }),
      'The RPC endpoint answered with an error (-32005).\nTry again, or use another endpoint.\nDetails: limit',
    ],
    [
      new CredentialRequiredError(),
      'A new ledger needs a credential: the key that will sign requests.\nPass credential: () => createCredential(account), from @zg/inference/eddsa. @zg/sdk does so by itself.',
    ],
  ]

  test.each(errors.map(([error, text]) => [error.name, error, text] as const))('%s', (name, error, text) => {
    expect(error.message).toBe(text)
    expect(name).toBe(error.constructor.name)
    expect(BaseError.is(error)).toBe(true)
  })
})

describe('too little money', () => {
  const og = 10n ** 18n

  test.each([
    ['wallet', 'Send at least 1.5 0G more to the wallet.'],
    ['ledger', 'Deposit at least 1.5 0G more with depositFund.'],
    ['subAccount', 'Transfer at least 1.5 0G more to the provider with transferFund.'],
  ] as const)('%s', (where, remedy) => {
    const error = new InsufficientBalanceError({ where, available: og / 2n, required: 2n * og })
    expect(error.metaMessages).toEqual([remedy])
    expect(error).toMatchObject({ where, available: og / 2n, required: 2n * og })
    expect(error).toBeInstanceOf(ContractError)
  })

  test('with a number missing, or nothing missing, asks for more', () => {
    const all = { where: 'subAccount', available: undefined, required: og } as const
    expect(new InsufficientBalanceError(all).message).toBe(
      'The sub-account holds too little. 1 0G are needed.\nTransfer more to the provider with transferFund.',
    )
    expect(new InsufficientBalanceError({ ...all, available: og, required: og }).message).toBe(
      'The sub-account holds too little. It holds 1 0G. 1 0G are needed.\nTransfer more to the provider with transferFund.',
    )
    expect(new InsufficientBalanceError({ ...all, available: og - 1n }).message).toContain(
      'Transfer at least 0.000000000000000001 0G more',
    )
  })

  test('in a wallet on the testnet names the faucet, elsewhere not', () => {
    const poor = (chain: typeof zeroGTestnet | typeof zeroGDevnet) =>
      walletTooPoor({
        client: createClient({ chain, transport: http('http://127.0.0.1:1') }),
        address: user,
        available: 1n,
        required: 2n,
      }).metaMessages
    expect(poor(zeroGTestnet)).toEqual([`Get test coins for ${user} at https://faucet.0g.ai.`])
    expect(poor(zeroGDevnet)).toEqual(['Send at least 0.000000000000000001 0G more to the wallet.'])
  })
})

test('a contract error tells the call and the Solidity error', () => {
  expect(new LedgerNotFoundError({ user, revert })).toMatchObject({
    contract: 'ledger',
    functionName: 'refund',
    errorName: 'Odd',
    args: [1n, 'x'],
    cause: revert.cause,
  })
  expect(new LedgerNotFoundError({ user })).toMatchObject({
    contract: undefined,
    functionName: undefined,
    errorName: undefined,
    args: [],
  })
})
