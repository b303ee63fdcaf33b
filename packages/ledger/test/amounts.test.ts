import { formatOg } from '@zg/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depositFund } from '../src/actions/depositFund.js'
import { getLedger, getSubAccount, refund, transferFund } from '../src/index.js'
import { credential, useLedger } from './useLedger.js'

const local = useLedger()

/** One neuron to 2^70, small ones as often as large ones. */
const money = fc.integer({ min: 0, max: 70 }).chain((bits) => fc.bigInt({ min: 1n, max: 1n << BigInt(bits) }))

test('any amounts, as text or in neuron: every neuron is where it was moved', async () => {
  const provider = local.provider()
  const spent = async (user: `0x${string}`, hash: `0x${string}`) => {
    const { effectiveGasPrice, gasUsed } = await local.publicClient().getTransactionReceipt({ hash })
    return { wallet: await local.balance(user), gas: gasUsed * effectiveGasPrice }
  }
  await fc.assert(
    fc.asyncProperty(money, fc.nat(1_000), fc.nat(1_000), fc.boolean(), async (deposit, part, rest, text) => {
      const { client, user } = await local.newUser(2n ** 80n)
      const amountOf = (neuron: bigint) => (text ? formatOg(neuron) : neuron)
      const transferred = (deposit * BigInt(part)) / 1_000n
      const paidOut = ((deposit - transferred) * BigInt(rest)) / 1_000n

      const { hash } = await depositFund(client, { amount: amountOf(deposit), credential })
      const after = await spent(user, hash)
      expect(after.wallet).toBe(2n ** 80n - deposit - after.gas)
      await transferFund(client, { provider, amount: amountOf(transferred) })
      const before = await local.balance(user)
      if (paidOut > 0n) {
        const payment = await refund(client, { amount: amountOf(paidOut) })
        const { wallet, gas } = await spent(user, payment.hash)
        expect(wallet).toBe(before + paidOut - gas)
      }
      expect(await getLedger(client)).toMatchObject({
        available: deposit - transferred - paidOut,
        locked: transferred,
        total: deposit - paidOut,
      })
      expect(await getSubAccount(client, { provider })).toMatchObject({ balance: transferred })
    }),
    { numRuns: 20, seed: 7 },
  )
})
