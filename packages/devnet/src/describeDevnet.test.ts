import { expect, test } from 'vitest'
import { describeDevnet, presentDevnet } from './describeDevnet.js'
import { useDevnet } from './vitest.js'

const local = useDevnet({ protocol: 'legacy', providers: 2 })

test('for programs: data alone, which survives JSON', () => {
  const described = describeDevnet(local.devnet)
  expect(JSON.parse(JSON.stringify(described))).toEqual(described)
  const { stop, providers, ...rest } = local.devnet
  expect(described).toEqual({
    ...rest,
    providers: providers.map(({ address, url, model, serviceType, signer }) => ({
      ...{ address, url, model, serviceType, signer },
    })),
  })
})

test('for people: everything that one needs to connect', () => {
  const text = presentDevnet(local.devnet)
  const { rpcUrl, contracts, accounts, providers } = local.devnet
  const wanted = [rpcUrl, contracts.ledger, contracts.inference, 'legacy', 'chain 31337', '10000 0G']
  const keys = accounts.flatMap(({ address, privateKey }, index) => `${index}  ${address}  ${privateKey}`)
  const offers = providers.flatMap(({ address, url, model, signer }) => [address, url, model, signer])
  for (const part of [...wanted, ...keys, ...offers]) expect(text).toContain(part)
  expect(text).not.toContain('none')
  expect(presentDevnet({ ...local.devnet, providers: [] })).toContain('Providers\n\n    none\n')
})

test.each([
  ['mainnet', '3 0G open a ledger, 1 0G a sub-account'],
  ['testnet', '0.1 0G open a ledger, 0.01 0G a sub-account'],
] as const)('for people: what an account costs with the minimums of %s', (minimums, text) => {
  expect(presentDevnet({ ...local.devnet, minimums })).toContain(`Minimums   those of ${minimums}: ${text}\n`)
  expect(presentDevnet(local.devnet)).not.toContain('Minimums')
})
