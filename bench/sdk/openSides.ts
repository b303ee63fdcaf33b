import { v1 } from '@zg/contracts'
import { createBroker } from '@zg/sdk'
import type { Address } from 'viem'
import { quietly } from '../../scripts/interop/steps.js'
import { openOfficialClient } from '../../scripts/interop/v1/officialBroker.js'
import type { Side } from './side.js'
import { startCountingProxy } from './startCountingProxy.js'

const og = 10n ** 18n
type Place = { rpcUrl: string; provider: Address; delayMs: number }

/** Ours and the official client, each as its own documentation opens it. */
export const openSides = async (place: Place) => [await openOurs(place), await openOfficial(place)] as const

async function openOurs({ rpcUrl, provider, delayMs }: Place): Promise<Side> {
  const rpc = await startCountingProxy(rpcUrl, { delayMs })
  return {
    name: 'zg',
    rpc,
    open: async (privateKey) => {
      const { ledger, inference } = createBroker({ privateKey, rpcUrl: rpc.url, protocol: v1 })
      return {
        listService: () => inference.listService(),
        getLedger: () => ledger.getLedger(),
        addLedger: (amount) => ledger.addLedger(String(amount)),
        depositFund: (amount) => ledger.depositFund(String(amount)),
        transferFund: (amount) => ledger.transferFund({ provider, amount: String(amount) }),
        getRequestHeaders: () => inference.getRequestHeaders(provider),
        processResponse: async ({ chatId, request, response }) => {
          const { verdict } = await inference.processResponse(provider, { chatId, request, response })
          if (verdict !== 'verified') throw new Error(`The answer is ${verdict}.`)
        },
      }
    },
    close: rpc.stop,
  }
}

async function openOfficial({ rpcUrl, provider, delayMs }: Place): Promise<Side> {
  const rpc = await startCountingProxy(rpcUrl, { delayMs })
  // As ethers comes, so that waiting for a block costs what it costs its users.
  const client = openOfficialClient('0.9.0', rpc.url, { pollingInterval: 4_000 })
  return {
    name: 'official',
    rpc,
    open: async (privateKey) => {
      const { ledger, inference } = await client.broker(privateKey)
      return {
        listService: () => quietly(() => inference.listService()),
        getLedger: () => quietly(() => ledger.getLedger()),
        addLedger: (amount) => quietly(() => ledger.addLedger(amount)),
        depositFund: (amount) => quietly(() => ledger.depositFund(amount)),
        transferFund: (amount) =>
          quietly(() => ledger.transferFund(provider, 'inference', BigInt(amount) * og)),
        getRequestHeaders: () => quietly(() => inference.getRequestHeaders(provider)),
        processResponse: async ({ chatId, usage }) => {
          const valid = await quietly(() => inference.processResponse(provider, chatId, usage))
          if (valid !== true) throw new Error(`The answer is ${valid}.`)
        },
      }
    },
    close: async () => {
      client.close()
      await rpc.stop()
    },
  }
}
