import assert from 'node:assert/strict'
import { type Contracts, v1InferenceServingAbi } from '@zg/contracts'
import { type Address, zeroHash } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { providerKey } from '../../../packages/devnet/src/chain/accounts.js'
import { type createSteps, quietly } from '../steps.js'
import type { Reader } from './createReader.js'
import type { OfficialBroker } from './officialBroker.js'
import { type OpenChain, openChain } from './openChain.js'

const og = 10n ** 18n
type Wallet = { address: Address; ledger: OfficialBroker['ledger'] }
type Parts = {
  step: ReturnType<typeof createSteps>['step']
  reader: Reader
  chain: OpenChain
  contracts: Contracts
  /** The devnet's first provider. */
  provider: Address
}

/** A wallet that paid for nothing takes everything out, and the ledger goes with it; another's is spent to the last neuron, and is then deleted. */
export async function deleteLedgers(
  { step, reader, chain, contracts, provider }: Parts,
  { saver, spender }: { saver: Wallet; spender: Wallet },
): Promise<void> {
  await step('delete: refused while there is money', async () => {
    await quietly(() => saver.ledger.addLedger(3))
    await assert.rejects(
      quietly(() => saver.ledger.deleteLedger()),
      /MustWithdrawAllFundsFirst/,
    )
  })
  await step('delete: by taking everything out', async () => {
    await quietly(() => saver.ledger.transferFund(provider, 'inference', og))
    await quietly(() => saver.ledger.retrieveFund('inference'))
    await chain.pass(86_401)
    await quietly(() => saver.ledger.retrieveFund('inference'))
    await quietly(() => saver.ledger.refund(3))
    assert.equal(await reader.ledger(saver.address), null)
    assert.equal(await reader.account(saver.address, provider), null)
  })
  await step('delete: what was spent to the last neuron', async () => {
    await quietly(() => spender.ledger.addLedger(3))
    await quietly(() => spender.ledger.transferFund(provider, 'inference', 3n * og))
    const selling = openChain(chain.transport.url ?? '', providerKey('wallet', 0))
    await spend(selling, { contracts, user: spender.address, totalFee: 3n * og })
    assert.equal((await reader.ledger(spender.address))?.totalBalance, 0n)
    await quietly(() => spender.ledger.deleteLedger())
    assert.equal(await reader.ledger(spender.address), null)
  })
}

/** A settlement that the devnet's first provider never earned, signed with its public keys. */
async function spend(
  selling: OpenChain,
  { contracts, user, totalFee }: { contracts: Contracts; user: Address; totalFee: bigint },
): Promise<void> {
  const fee = { requestsHash: zeroHash, nonce: 1n, provider: selling.account.address, user, totalFee }
  const signature = await privateKeyToAccount(providerKey('tee', 0)).signTypedData({
    domain: {
      name: '0G Inference Serving',
      version: '1',
      chainId: selling.chain.id,
      verifyingContract: contracts.inference,
    },
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
  })
  const hash = await selling.writeContract({
    address: contracts.inference,
    abi: v1InferenceServingAbi,
    functionName: 'settleFeesWithTEE',
    args: [[{ ...fee, signature }]],
  })
  await selling.done(hash)
}
