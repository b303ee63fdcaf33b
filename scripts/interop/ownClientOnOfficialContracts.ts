import assert from 'node:assert/strict'
import { legacy, legacyInferenceServingAbi, legacyLedgerManagerAbi } from '@zg/contracts'
import { createDevnet, type Devnet } from '@zg/devnet'
import { createBroker } from '@zg/sdk'
import {
  type Abi,
  type Address,
  createTestClient,
  getAddress,
  type Hex,
  http,
  publicActions,
  walletActions,
  zeroAddress,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createProvider } from '../../packages/devnet/src/provider/createProvider.js'
import { createLegacy } from '../../packages/devnet/src/provider/legacy/createLegacy.js'
import { installPackage } from './installPackage.js'
import { assertDrop, createSteps } from './steps.js'

const og = 10n ** 18n
const lockTime = 86_400n
const prices = { inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n }

type Chain = ReturnType<typeof connect>

/** Our client on contracts that we did not write: the bytecode in the official package of that generation. */
export async function ownClientOnOfficialContracts(): Promise<number> {
  const load = installPackage('@0glabs/0g-serving-broker@0.5.4', 'ethers@6.13.1')
  const devnet = await createDevnet({ protocol: 'legacy', providers: 0, port: 0 })
  try {
    const chain = connect(devnet)
    const contracts = await deployOfficial(chain, load)
    return await flow(devnet, chain, contracts)
  } finally {
    await devnet.stop()
  }
}

const connect = (devnet: Devnet) => {
  const [owner] = devnet.accounts
  assert(owner)
  const account = privateKeyToAccount(owner.privateKey)
  return createTestClient({ account, mode: 'anvil', transport: http(devnet.rpcUrl), pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions)
}

async function deployOfficial(chain: Chain, load: NodeJS.Require) {
  const folder = load.resolve('@0glabs/0g-serving-broker').replace(/index\.js$/, '')
  const bytecode = (path: string, name: string): Hex =>
    load(`${folder}${path}/contract/typechain/factories/${name}__factory.js`)[`${name}__factory`].bytecode
  const ledger = await deploy(chain, legacyLedgerManagerAbi, bytecode('ledger', 'LedgerManager'))
  const inference = await deploy(chain, legacyInferenceServingAbi, bytecode('inference', 'InferenceServing'))
  const owner = chain.account.address
  for (const hash of [
    await chain.writeContract({
      address: ledger,
      abi: legacyLedgerManagerAbi,
      functionName: 'initialize',
      args: [inference, zeroAddress, owner],
      chain: null,
    }),
    await chain.writeContract({
      address: inference,
      abi: legacyInferenceServingAbi,
      functionName: 'initialize',
      args: [lockTime, ledger, owner],
      chain: null,
    }),
  ]) {
    assert.equal((await chain.waitForTransactionReceipt({ hash })).status, 'success')
  }
  return { ledger, inference }
}

async function deploy(chain: Chain, abi: Abi, bytecode: Hex): Promise<Address> {
  const hash = await chain.deployContract({ abi, bytecode, args: [], chain: null })
  const { contractAddress } = await chain.waitForTransactionReceipt({ hash })
  assert(contractAddress)
  return getAddress(contractAddress)
}

async function flow(
  devnet: Devnet,
  chain: Chain,
  contracts: { ledger: Address; inference: Address },
): Promise<number> {
  const { step, passed } = createSteps('zg on contracts from the bytecode of @0glabs/0g-serving-broker@0.5.4')
  const wallet = generatePrivateKey()
  await chain.setBalance({ address: privateKeyToAccount(wallet).address, value: 100n * og })
  const seller = await createProvider({
    createGeneration: createLegacy,
    rpcUrl: devnet.rpcUrl,
    chainId: devnet.chainId,
    contracts,
    wallet,
    teeKey: generatePrivateKey(),
    // Nobody vouches for signers in this protocol.
    ownerKey: generatePrivateKey(),
    ...prices,
  })
  try {
    const broker = createBroker({
      privateKey: devnet.accounts[1]?.privateKey,
      rpcUrl: devnet.rpcUrl,
      contracts,
      protocol: legacy,
    })
    const { ledger, inference } = broker
    const provider = seller.address

    await step('no ledger is null', async () => assert.equal(await ledger.findLedger(), null))
    await step('add ledger', () => ledger.addLedger('3'))
    await step('deposit', () => ledger.depositFund('2'))
    await step('list services', async () =>
      assert.deepEqual(
        (await inference.listService()).map((service) => service.provider),
        [provider],
      ),
    )
    await step('acknowledge, opening an empty sub-account', () =>
      inference.acknowledgeProviderSigner(provider),
    )
    await step('transfer', () => ledger.transferFund({ provider, amount: '2' }))
    const before = { ledger: await ledger.getLedger(), share: await ledger.getSubAccount(provider) }
    assert.deepEqual(
      [before.ledger.available, before.ledger.locked, before.share.signer],
      [3n * og, 2n * og, seller.signer],
    )

    const { endpoint, model } = await inference.getServiceMetadata(provider)
    const messages = [{ role: 'user', content: 'What is 2+2?' }]
    const request = JSON.stringify({ messages, model })
    const response = await step('one signed request', async () => {
      const headers = await inference.getRequestHeaders(provider, JSON.stringify(messages))
      const reply = await fetch(`${endpoint}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: request,
      })
      const text = await reply.text()
      assert.equal(reply.status, 200, text)
      return text
    })
    await step('verify', async () =>
      assert.equal((await inference.processResponse(provider, { request, response })).verdict, 'verified'),
    )
    await step('settlement', async () => {
      const [settlement] = await seller.settle()
      assert(settlement && settlement.amount > 0n)
      assertDrop('The ledger', before.ledger.total, (await ledger.getLedger()).total, settlement.amount)
      assertDrop(
        'The sub-account',
        before.share.balance,
        (await ledger.getSubAccount(provider)).balance,
        settlement.amount,
      )
    })
    await step('retrieve queues everything', async () => {
      await ledger.retrieveFund()
      const { balance, pendingRefund } = await ledger.getSubAccount(provider)
      assert.equal(pendingRefund, balance)
    })
    await step('deleting a ledger with money is refused before sending', () =>
      assert.rejects(ledger.deleteLedger()),
    )
    await step('retrieve collects after the lock time', async () => {
      await chain.increaseTime({ seconds: Number(lockTime) + 1 })
      await chain.mine({ blocks: 1 })
      await ledger.retrieveFund()
      assert.equal((await ledger.getLedger()).locked, 0n)
    })
    await step('refund to the last neuron', async () => {
      await ledger.refund((await ledger.getLedger()).available)
      assert.equal((await ledger.getLedger()).total, 0n)
    })
    await step('delete', async () => {
      await ledger.deleteLedger()
      assert.equal(await ledger.findLedger(), null)
    })
    return passed()
  } finally {
    await seller.stop()
  }
}
