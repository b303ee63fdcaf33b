import type { Contracts } from '@zg/contracts'
import type { Address, Hex } from 'viem'
import { owner, providers, users } from './actors.js'
import { type Hands, nth } from './createHands.js'

/** Code that answers true to whatever interface it is asked for, but to the one that nobody has. */
const fakeService: Hex = '0x60043560e01c63ffffffff141560005260206000f3'

/** Every refusal of the registry, and services until it takes no more. */
export async function fillRegistry({ call, setCode }: Hands, contracts: Contracts): Promise<void> {
  const asOwner = call('ledger', owner)
  const asUser = call('ledger', users[0] ?? owner)
  const register = (type: string, version: string, address: Address, look = true) =>
    asOwner('registerService', [type, version, address, 'a service'], { look })

  await register('inference', 'v2.0', contracts.ledger)
  await register('inference', 'v2.0', contracts.inference)
  await setCode(nth(1_000), fakeService)
  await register('', 'v2.0', nth(1_000))
  await register('inference', '', nth(1_000))
  await register('inference', 'v1.0', nth(1_000))
  await register('inference', 'v2.0', nth(1_000))
  await asOwner('setRecommendedService', ['inference', 'v2.0'])
  await asOwner('setRecommendedService', ['inference', 'v3.0'])
  await asUser('getAllVersions', ['inference'])
  await asUser('isRecommendedVersion', ['inference', 'v2.0'])
  // This service says that there is an account whatever it is asked.
  await asUser('transferFund', [providers[1], 'inference-v2.0', 1n])
  await asUser('retrieveFund', [[providers[1]], 'inference-v2.0'])
  for (let n = 1_001; n <= 1_499; n += 1) {
    await setCode(nth(n), fakeService)
    await register('other', `v${n}`, nth(n), n >= 1_498)
  }
}
