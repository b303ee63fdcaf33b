import assert from 'node:assert/strict'
import { v1 } from '@zg/contracts'
import { createBroker } from '@zg/sdk'
import { parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { devAccounts } from '../../../packages/devnet/src/chain/accounts.js'
import { startAnvil } from '../../../packages/devnet/src/chain/startAnvil.js'
import { createProvider } from '../../../packages/devnet/src/provider/createProvider.js'
import type { RunningProvider } from '../../../packages/devnet/src/provider/runningProvider.js'
import { createV1 } from '../../../packages/devnet/src/provider/v1/createV1.js'
import { createSteps } from '../steps.js'
import { ask, assertSigned, assertToken, readAnswer, readStream } from './askProvider.js'
import { createReader } from './createReader.js'
import { deployV1 } from './deployV1.js'
import { officialContracts } from './officialContracts.js'
import { type OpenChain, openChain } from './openChain.js'
import { takeHome } from './takeHome.js'
import { tryKeys } from './tryKeys.js'

const og = 10n ** 18n
const prices = { inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n }

/** Our client on v1 contracts that we did not write: the bytecode in the official package, which is mainnet's. */
export async function ownV1OnOfficialContracts(): Promise<number> {
  const [owner] = devAccounts()
  assert(owner)
  const anvil = await startAnvil({ port: 0 })
  try {
    const chain = openChain(anvil.rpcUrl, owner.privateKey)
    const contracts = await deployV1(chain, officialContracts())
    const wallet = generatePrivateKey()
    await chain.setBalance({ address: privateKeyToAddress(wallet), value: parseEther('1000') })
    const seller = await createProvider({
      createGeneration: createV1,
      rpcUrl: anvil.rpcUrl,
      chainId: chain.chain.id,
      contracts,
      wallet,
      teeKey: generatePrivateKey(),
      ownerKey: owner.privateKey,
      ...prices,
    })
    try {
      return await flow(anvil.rpcUrl, { chain, seller, reader: createReader(chain, contracts) })
    } finally {
      await seller.stop()
    }
  } finally {
    await anvil.stop()
  }
}

async function flow(
  rpcUrl: string,
  {
    chain,
    seller,
    reader,
  }: { chain: OpenChain; seller: RunningProvider; reader: ReturnType<typeof createReader> },
): Promise<number> {
  const { step, passed } = createSteps(
    'zg on contracts from the bytecode of @0gfoundation/0g-compute-ts-sdk@0.9.0',
  )
  const [, account] = devAccounts()
  assert(account)
  const { address: user, privateKey } = account
  const provider = seller.address
  const broker = createBroker({ privateKey, rpcUrl, protocol: v1 })
  const { ledger, inference } = broker
  const ledgerIs = async (available: bigint, total: bigint) => {
    const found = await reader.ledger(user)
    assert.deepEqual([found?.availableBalance, found?.totalBalance], [available * og, total * og])
  }
  const sends = async (count: number, run: () => Promise<unknown>) => {
    const before = await reader.sent(user)
    await run()
    assert.equal((await reader.sent(user)) - before, count, 'Another number of transactions was sent.')
  }
  const refuses = (run: () => Promise<unknown>, name: string) =>
    sends(0, () => assert.rejects(run, (error) => error instanceof Error && error.name === name))

  await step('list services', async () => {
    const [service, ...others] = await inference.listService()
    assert.deepEqual([service?.provider, service?.signer, others], [provider, seller.signer, []])
  })
  await step('no ledger is null', async () => assert.equal(await ledger.findLedger(), null))
  await step('a ledger below the minimum is refused before sending', () =>
    refuses(() => ledger.addLedger('2.9'), 'BelowMinimumError'),
  )
  await step('add ledger', () => sends(1, () => ledger.addLedger('10')))
  await ledgerIs(10n, 10n)
  await step('deposit', () => sends(1, () => ledger.depositFund('2')))
  await ledgerIs(12n, 12n)
  await step('acknowledge without a sub-account is refused before sending', () =>
    refuses(() => inference.acknowledgeProviderSigner(provider), 'SubAccountNotFoundError'),
  )
  await step('a first transfer below the minimum is refused before sending', () =>
    refuses(() => ledger.transferFund({ provider, amount: '0.5' }), 'BelowMinimumError'),
  )
  await step('transfer', () => sends(1, () => ledger.transferFund({ provider, amount: '4' })))
  await ledgerIs(8n, 12n)
  const opened = await reader.account(user, provider)
  assert.deepEqual([opened?.balance, opened?.acknowledged], [4n * og, true])
  await step('acknowledge, with nothing left to send', () =>
    sends(0, () => inference.acknowledgeProviderSigner(provider)),
  )

  const service = await inference.getServiceMetadata(provider)
  const headers = await step('request headers', async () => {
    const made = await inference.getRequestHeaders(provider)
    const token = (made.Authorization ?? made.authorization ?? '').replace('Bearer ', '')
    assert.equal((await assertToken(token, { user, provider })).tokenId, 255)
    return made
  })
  for (const stream of [false, true]) {
    const answer = await step(stream ? 'chat, streamed' : 'chat', async () => {
      const response = await ask(service, headers, { stream })
      return stream ? readStream(response) : readAnswer(response)
    })
    await assertSigned(answer, { endpoint: service.endpoint, signer: seller.signer })
    await step('process response', async () => {
      const { verdict } = await inference.processResponse(provider, answer)
      assert.equal(verdict, 'verified')
    })
    const changed = { ...answer, response: answer.response.replace('4', '5') }
    await step('a changed answer fails', async () =>
      assert.equal((await inference.processResponse(provider, changed)).verdict, 'failed'),
    )
  }
  await tryKeys({ step, inference, reader, service, user, provider, headers })
  await takeHome({ step, ledger, reader, chain, seller, user, refuses })
  return passed()
}
