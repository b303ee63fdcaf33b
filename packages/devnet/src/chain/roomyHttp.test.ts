import { createPublicClient, createWalletClient, http } from 'viem'
import { expect, test } from 'vitest'
import { useDevnet } from '../vitest.js'
import { roomyHttp } from './roomyHttp.js'

const local = useDevnet({ protocol: 'v1', providers: 0 })

test('gives a transaction twice the gas that the node estimates', async () => {
  const account = await local.newAccount()
  const { chain } = local.publicClient()
  const client = createWalletClient({ account, chain, transport: roomyHttp(local.devnet.rpcUrl) })
  const hash = await client.sendTransaction({ to: account.address, value: 1n })
  const sent = await local.publicClient().getTransaction({ hash })
  expect(sent.gas).toBe(42_000n)
})

test('passes everything else on, refusals included', async () => {
  const [roomy, plain] = [roomyHttp, http].map((transport) =>
    createPublicClient({ transport: transport(local.devnet.rpcUrl) }),
  )
  expect(await roomy?.getChainId()).toBe(await plain?.getChainId())
  await expect(roomy?.estimateGas({ to: local.devnet.contracts.ledger, data: '0x12345678' })).rejects.toThrow(
    /revert/i,
  )
})
