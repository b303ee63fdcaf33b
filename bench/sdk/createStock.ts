import type { Devnet } from '@zg/devnet'
import { type Address, type Hex, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { quietly } from '../../scripts/interop/steps.js'
import { ask, readAnswer } from '../../scripts/interop/v1/askProvider.js'
import { openOfficialClient } from '../../scripts/interop/v1/officialBroker.js'
import { openChain } from '../../scripts/interop/v1/openChain.js'
import type { Stock } from './operations.js'

/** Wallets with money, one that pays already, and an exchange to verify: made once, by the official client, outside every measurement. */
export async function createStock(devnet: Devnet, provider: Address): Promise<Stock> {
  const [owner] = devnet.accounts
  if (!owner) throw new Error('unreachable: there are ten accounts')
  const chain = openChain(devnet.rpcUrl, owner.privateKey)
  const newKey = async (): Promise<Hex> => {
    const key = generatePrivateKey()
    await chain.setBalance({ address: privateKeyToAddress(key), value: parseEther('100') })
    return key
  }
  const payingKey = await newKey()
  const client = openOfficialClient('0.9.0', devnet.rpcUrl)
  const { ledger, inference } = await client.broker(payingKey)
  await quietly(() => ledger.addLedger(20))
  await quietly(() => ledger.transferFund(provider, 'inference', parseEther('10')))
  const service = await inference.getServiceMetadata(provider)
  const exchange = await readAnswer(
    await ask(service, await quietly(() => inference.getRequestHeaders(provider))),
  )
  client.close()
  return { newKey, payingKey, exchange }
}
