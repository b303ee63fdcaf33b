import { legacy, type Service, type SubAccount, v1 } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { checkPayable } from './checkPayable.js'

const user = getAddress('0x00000000000000000000000000000000000000a1')
const provider = getAddress('0x00000000000000000000000000000000000000b2')
const service: Service = {
  ...createService({ model: 'm', inputPrice: 3n, outputPrice: 5n }),
  ...{ provider, signer: provider, signerAcknowledged: true },
}
const account: SubAccount = {
  ...{ user, provider, balance: parseOg('3'), pendingRefund: parseOg('2'), refunds: [], nonce: 0n },
  ...{ acknowledged: true, signer: null, credential: null, tokens: { generation: 0n, revoked: 0n } },
}
const look = (changed: object = {}) =>
  checkPayable({ protocol: v1, service, account, user, content: '["é"]', ...changed })
function errorOf(changed: object): unknown {
  try {
    return look(changed)
  } catch (error) {
    return error
  }
}

test('who can pay the reserve may ask: chats are billed afterwards', () => {
  expect(look()).toEqual({ subAccount: account, fee: 0n })
})

test('providers of the legacy network want the content’s price as well', () => {
  const fee = 6n * 3n
  const required = fee + 5_000n * 5n
  const poor = { ...account, balance: required - 1n, pendingRefund: 0n }
  expect(look({ protocol: legacy })).toEqual({ subAccount: account, fee })
  expect(errorOf({ protocol: legacy, account: poor })).toMatchObject({
    name: 'InsufficientBalanceError',
    where: 'subAccount',
    available: required - 1n,
    required,
    metaMessages: [
      "One request needs 0.000000000000000018 0G and the provider's reserve of 0.000000000000025 0G.",
      'Transfer at least 0.000000000000000001 0G with transferFund.',
    ],
  })
  expect(look({ protocol: legacy, account: { ...poor, balance: required } })).toMatchObject({ fee })
})

describe('is refused', () => {
  test('a service whose signer the owner doesn’t vouch for, before all else', () => {
    const revoked = { service: { ...service, signerAcknowledged: false }, account: null }
    expect(errorOf(revoked)).toMatchObject({
      name: 'ServiceNotAcknowledgedError',
      provider,
      message: `The signer of provider ${provider} is not acknowledged by the network's owner.\nNothing was moved or signed, and nothing that you do helps: choose another provider with listService.`,
    })
    expect(look({ service: { ...service, signerAcknowledged: null } })).toMatchObject({ fee: 0n })
  })

  test('a user without a sub-account, with what it takes', () => {
    expect(errorOf({ account: null })).toMatchObject({
      name: 'SubAccountNotFoundError',
      message: `${user} has no sub-account with provider ${provider}.\nOpen it with transferFund: a request needs at least 1 0G there.`,
    })
  })

  test('a signer that the user hasn’t acknowledged', () => {
    expect(errorOf({ account: { ...account, acknowledged: false, balance: 0n } })).toMatchObject({
      name: 'ProviderNotAcknowledgedError',
      provider,
    })
  })

  test('a balance below the reserve; what is on its way back doesn’t count', () => {
    const short = { ...account, pendingRefund: account.pendingRefund + 1n }
    expect(errorOf({ account: short })).toMatchObject({
      name: 'InsufficientBalanceError',
      where: 'subAccount',
      available: parseOg('1') - 1n,
      required: parseOg('1'),
      metaMessages: [
        'The provider wants a reserve of 1 0G beside what is owed and not settled yet.',
        'Transfer at least 0.000000000000000001 0G with transferFund.',
      ],
    })
  })
})
