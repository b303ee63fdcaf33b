import { getDeployment, legacy, v1, zeroGDevnet, zeroGMainnet } from '@zg/contracts'
import { createClient, http, recoverTypedDataAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { signFee } from './signFee.js'

const account = privateKeyToAccount(generatePrivateKey())
const fee = {
  user: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  provider: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  totalFee: 5n,
  requestsHash: `0x${'11'.repeat(32)}`,
  nonce: 7n,
} as const
const client = createClient({ chain: zeroGDevnet, transport: http() })

test('is for one chain and its contracts', async () => {
  const { contracts } = getDeployment(v1, zeroGDevnet.id)
  const { signature, ...rest } = await signFee(client, { protocol: v1, account, fee })
  expect(rest).toEqual(fee)
  const signed = {
    types: {
      TEESettlement: [
        { name: 'requestsHash', type: 'bytes32' },
        { name: 'nonce', type: 'uint256' },
        { name: 'provider', type: 'address' },
        { name: 'user', type: 'address' },
        { name: 'totalFee', type: 'uint256' },
      ],
    },
    primaryType: 'TEESettlement',
    message: fee,
    signature,
  } as const
  const domain = { name: '0G Inference Serving', version: '1', verifyingContract: contracts.inference }
  expect(await recoverTypedDataAddress({ ...signed, domain: { ...domain, chainId: zeroGDevnet.id } })).toBe(
    account.address,
  )
  const mainnet = { ...client, chain: zeroGMainnet }
  const there = await signFee(mainnet, { protocol: v1, contracts, account, fee })
  expect(
    await recoverTypedDataAddress({
      ...signed,
      signature: there.signature,
      domain: { ...domain, chainId: zeroGMainnet.id },
    }),
  ).toBe(account.address)
})

test('is the same on every chain where the protocol says so', async () => {
  const { contracts } = getDeployment(legacy, zeroGDevnet.id)
  const here = await signFee(client, { protocol: legacy, account, fee })
  const mainnet = { ...client, chain: zeroGMainnet }
  expect(await signFee(mainnet, { protocol: legacy, contracts, account, fee })).toEqual(here)
})

test('takes a chain', async () => {
  const { contracts } = getDeployment(v1, zeroGDevnet.id)
  const attempt = signFee({ chain: undefined }, { protocol: v1, contracts, account, fee })
  await expect(attempt).rejects.toMatchObject({ name: 'ChainRequiredError' })
})
