import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { provider as address, user } from '../../../test/typedErrors.js'
import type { Fee } from '../../services.js'
import { legacy } from '../legacy.js'

const { provider } = legacy
const fee = {
  user: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  provider: '0xf07240Efa67755B5311bc75784a061eDB47165Dd',
  totalFee: 123_456_789n,
  requestsHash: `0x${'11'.repeat(32)}`,
  nonce: 17_600_000_000_000_000n,
} as const
const contracts = { ledger: user, inference: address }
const digestOf = (over: Partial<Fee>, chainId = 31_337) =>
  provider.feeDigest({ chainId, contracts, fee: { ...fee, ...over } })

test('the recorded signature is one of a fee’s digest', async () => {
  const tee = privateKeyToAccount('0x4c0883a69102937d6231471b5dbb6204fe512961708279b7e1a8d7d7a3c2b9e3')
  expect(await tee.sign({ hash: digestOf({}) })).toBe(
    '0x7d98bb41d21a908cecab3bdafd635ec131834b9934ff5a460889c1b56a7858355d3c2357f8aa29d2236f06983647ad171bbe2a14cdff8da9976fec33919980201c',
  )
})

test('a digest is of a fee alone: neither chain nor contract is in it', () => {
  expect(digestOf({}, 1)).toBe(digestOf({}))
  const digests: readonly Partial<Fee>[] = [
    {},
    { user },
    { provider: address },
    { totalFee: 1n },
    { nonce: 1n },
  ]
  expect(new Set(digests.map((over) => digestOf(over))).size).toBe(5)
})

test('an offer carries no signer, no stake, and no limits', () => {
  const params = {
    serviceType: 'chatbot',
    url: 'http://one',
    model: 'm',
    verifiability: '',
    inputPrice: 1n,
    outputPrice: 2n,
    additionalInfo: '',
  }
  const call = provider.offerService({ offer: { ...params, signer: user }, stake: 5n })
  expect(call).toMatchObject({ contract: 'inference', functionName: 'addOrUpdateService', args: [params] })
  expect(call).not.toHaveProperty('value')
  expect([provider.minimumStake, provider.feesPerSettlement]).toEqual([null, null])
  expect(provider.removeService()).toMatchObject({
    contract: 'inference',
    functionName: 'removeService',
    args: [],
  })
})

test('fees are settled and previewed in the order given', () => {
  const fees = [
    { ...fee, signature: '0x01' },
    { ...fee, signature: '0x02' },
  ] as const
  expect(provider.settleFees({ fees })).toMatchObject({ functionName: 'settleFeesWithTEE', args: [fees] })
  const preview = provider.previewSettlement({ fees })
  expect(preview).toMatchObject({ functionName: 'previewSettlementResults', args: [fees] })
  expect(preview.decode([[user], [3], [], []])).toEqual({
    failed: [{ user, status: 'noSigner' }],
    partial: [],
  })
})
