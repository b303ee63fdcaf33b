import {
  BelowMinimumError,
  ContractMissingError,
  type Limits,
  ServiceContractUnknownError,
} from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { parseOg } from '@zg/core'
import { getAddress, getContractAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { useLedger } from '../../test/useLedger.js'
import { getSubAccount } from './getSubAccount.js'
import { listSubAccounts } from './listSubAccounts.js'
import { transferFund, transferFundCall } from './transferFund.js'

const og = parseOg
const stranger = getAddress('0x00000000000000000000000000000000000000aa')

describe.each([
  ['mainnet', '1'],
  ['testnet', '0.01'],
] as const)('the first transfer on the %s', (minimums, least) => {
  const local = useLedger('v1', { minimums })
  const { at } = local
  const one = () => local.provider()

  test('is no less than the minimum; the refusal names it, the network and the reserve', async () => {
    const { client, user } = await local.newLedger('5')
    for (const amount of [0n, og(least) - 1n]) {
      const error = await local.refusal(user, () => transferFund(client, { ...at, provider: one(), amount }))
      expect(error).toBeInstanceOf(BelowMinimumError)
      expect(error).toMatchObject({
        what: 'subAccount',
        provided: amount,
        minimum: og(least),
        shortMessage: expect.stringContaining(
          `The first transfer to a provider is at least ${least} 0G on 0G Devnet`,
        ),
        metaMessages: [
          `Nothing was moved. Use at least ${least} 0G.`,
          'The provider keeps 1 0G of it in reserve: only what is above pays for requests.',
        ],
        errorName: undefined,
      })
    }
    expect(await listSubAccounts(client, at)).toEqual([])
  })

  test('may leave nothing to spend beside the reserve: that is the user’s choice', async () => {
    const { client } = await local.newLedger('5')
    await transferFund(client, { ...at, provider: one(), amount: least })
    const { balance, spendable } = await getSubAccount(client, { ...at, provider: one() })
    expect([balance, spendable]).toEqual([og(least), 0n])
    await transferFund(client, { ...at, provider: one(), amount: '1' })
    expect(await getSubAccount(client, { ...at, provider: one() })).toMatchObject({ spendable: og(least) })
  })
})

describe('the registry on v1', () => {
  const local = useLedger('v1')
  const { at } = local

  test('that knows no such contract gets no money', async () => {
    const { client, user } = await local.newLedger('1')
    // What stands behind the proxy is an inference contract too, and registered nowhere.
    const inference = getContractAddress({ from: local.devnet.owner, nonce: 4n })
    const contracts = { ...local.devnet.contracts, inference }
    const options = { ...at, contracts, provider: local.provider(), amount: '0.5' }
    const error = await local.refusal(user, () => transferFund(client, options))
    expect(error).toBeInstanceOf(ServiceContractUnknownError)
    expect(error).toMatchObject({
      shortMessage: `The ledger's registry knows no service contract for ${inference}.`,
    })
    const nowhere = { ...options, contracts: { ...contracts, inference: stranger } }
    expect(await local.refusal(user, () => transferFund(client, nowhere))).toBeInstanceOf(
      ContractMissingError,
    )
    expect(() => transferFundCall(client, { ...options, limits: { serviceName: '' } })).toThrow(
      ServiceContractUnknownError,
    )
  })

  test('names the service: another name is the contract’s to refuse', async () => {
    const { client, user } = await local.newLedger('1')
    const limits: Limits = { ...(await getLimits(client, at)), serviceName: 'inference' }
    const options = { ...at, limits, provider: local.provider(), amount: '0.5' }
    const error = await local.refusal(user, () => transferFund(client, options))
    expect(error).toBeInstanceOf(ServiceContractUnknownError)
    expect(error).toMatchObject({
      errorName: 'ServiceNotFound',
      shortMessage: 'The ledger\'s registry knows no service contract for "inference".',
    })
  })
})
