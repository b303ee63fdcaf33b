import { v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { getAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BaseError, type Broker, createBroker } from '../src/index.js'
import { type CountingRpc, type Spoil, startCountingRpc } from './countingRpc.js'

const local = useDevnet({ protocol: 'v1', providers: 2 })
let rpc: CountingRpc
beforeAll(async () => {
  rpc = await startCountingRpc(local.devnet.rpcUrl)
})
beforeEach(() => {
  rpc.spoilBy(() => null)
})
afterAll(() => rpc.stop())

const provider = () => local.provider.address
/** The provider that nobody here has a sub-account with. */
const other = () => local.devnet.providers[1]?.address ?? '0x'
const recipient = getAddress('0x00000000000000000000000000000000000000aa')
const messages = '[{"role":"user","content":"What is 2+2?"}]'
const exchange = { request: '{}', response: '{"id":"1"}' }

/** Every method of the facade that asks the chain, on an account with a ledger and one sub-account. */
const methods = {
  getLimits: ({ ledger }) => ledger.getLimits(),
  getLedger: ({ ledger }) => ledger.getLedger(),
  findLedger: ({ ledger }) => ledger.findLedger(),
  getLedgerDetail: ({ ledger }) => ledger.getLedgerDetail(),
  getSubAccount: ({ ledger }) => ledger.getSubAccount(provider()),
  listSubAccounts: ({ ledger }) => ledger.listSubAccounts(),
  getHistory: ({ ledger }) => ledger.getHistory({ fromBlock: 0n }),
  listService: ({ inference }) => inference.listService(),
  getService: ({ inference }) => inference.getService(provider()),
  listModels: ({ inference }) => inference.listModels(provider()),
  getServiceMetadata: ({ inference }) => inference.getServiceMetadata(provider()),
  getRequestHeaders: ({ inference }) => inference.getRequestHeaders(provider(), messages),
  getUnsettledFee: ({ inference }) => inference.getUnsettledFee(provider()),
  processResponse: ({ inference }) => inference.processResponse(provider(), exchange),
  createApiKey: ({ inference }) => inference.createApiKey(provider()),
  listApiKeys: ({ inference }) => inference.listApiKeys(provider()),
  acknowledgeProviderSigner: ({ inference }) =>
    inference.acknowledgeProviderSigner(provider(), { fund: '2' }),
  addLedger: ({ ledger }) => ledger.addLedger('3'),
  depositFund: ({ ledger }) => ledger.depositFund('1'),
  depositFundFor: ({ ledger }) => ledger.depositFundFor({ recipient, amount: '3' }),
  transferFund: ({ ledger }) => ledger.transferFund({ provider: provider(), amount: '1' }),
  'acknowledgeProviderSigner with money': ({ inference }) =>
    inference.acknowledgeProviderSigner(other(), { fund: '2' }),
  retrieveFund: ({ ledger }) => ledger.retrieveFund(),
  refund: ({ ledger }) => ledger.refund('1'),
  deleteLedger: ({ ledger }) => ledger.deleteLedger(),
  revokeAcknowledgement: ({ inference }) => inference.revokeAcknowledgement(provider()),
  revokeApiKey: ({ inference }) => inference.revokeApiKey(provider(), 3),
  revokeAllTokens: ({ inference }) => inference.revokeAllTokens(provider()),
} as const satisfies Readonly<Record<string, (broker: Broker) => Promise<unknown>>>

const names = Object.keys(methods) as (keyof typeof methods)[]

/** An account with a ledger and a sub-account, made past the endpoint that fails. */
async function newUser() {
  const account = await local.newAccount()
  const { ledger } = createBroker({ account, rpcUrl: local.devnet.rpcUrl, protocol: v1 })
  await ledger.addLedger('8')
  await ledger.transferFund({ provider: provider(), amount: '2' })
  const sent = () => local.publicClient().getTransactionCount({ address: account.address })
  return { newBroker: () => createBroker({ account, rpcUrl: rpc.url, protocol: v1 }), sent, account }
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )
const missing = /^(Ledger|SubAccount|Service)NotFoundError$|NotAcknowledged|InsufficientBalance|BelowMinimum/

/** Errors that a node gives for reasons of its own, the second as if a contract had said something. */
const faults = {
  'an error': { code: -32_000, message: 'header not found' },
  'a revert that says nothing': { code: 3, message: 'execution reverted', data: '0x' },
} as const satisfies Readonly<Record<string, Spoil>>

describe.each(Object.entries(faults))('%s from the RPC endpoint', (_, fault) => {
  test.each(names)('at any one question of %s is never “no account”, and sends nothing', async (name) => {
    const { newBroker, sent } = await newUser()
    const before = await sent()
    for (let n = 1, sending = false; !sending; n += 1) {
      const asked: string[] = []
      // The chain's time is the one thing that is asked in another way when the first way fails.
      const isAgain = (method: string) => method === 'eth_getBlockByNumber' && method === asked[n - 1]
      rpc.spoilBy((method) => (asked.push(method) === n || isAgain(method) ? fault : null))
      const error = await outcome(methods[name](newBroker()))
      if (asked.length < n) {
        expect(n).toBeGreaterThan(2)
        break
      }
      sending = asked[n - 1] === 'eth_sendRawTransaction'
      const spoiled = `${asked[n - 1]} (${n})`
      expect([spoiled, BaseError.is(error)]).toEqual([spoiled, true])
      expect(error).not.toMatchObject({ name: expect.stringMatching(missing) })
      expect([spoiled, await sent()]).toEqual([spoiled, before])
    }
  })
})

test.each(['drop', 'html'] as const)(
  'an endpoint that is away (%s) is never “no account” to any method, and nothing is sent',
  async (fault) => {
    const { newBroker, sent } = await newUser()
    const before = await sent()
    rpc.spoilBy(() => fault)
    const errors = await Promise.all(names.map((name) => outcome(methods[name](newBroker()))))
    for (const error of errors)
      expect(error).toMatchObject({ name: 'NetworkError', host: new URL(rpc.url).host })
    expect(await sent()).toBe(before)
  },
)

test.each([
  ['a read', ({ ledger }: Broker, options: object) => ledger.findLedger(options)],
  ['a list', ({ inference }: Broker, options: object) => inference.listService(options)],
  ['the limits', ({ ledger }: Broker, options: object) => ledger.getLimits(options)],
  [
    'headers',
    ({ inference }: Broker, options: object) => inference.getRequestHeaders(provider(), '', options),
  ],
  ['a write', ({ ledger }: Broker, options: object) => ledger.depositFund('1', options)],
] as const)('an endpoint that never answers ends %s at its deadline, and nothing is sent', async (_, ask) => {
  const { newBroker, sent } = await newUser()
  const before = await sent()
  const broker = newBroker()
  rpc.spoilBy(() => 'hang')
  await expect(ask(broker, { timeoutMs: 50 })).rejects.toThrow(
    `did not answer within 50 ms (${new URL(rpc.url).host})`,
  )
  await expect(ask(broker, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
  expect(await sent()).toBe(before)
})
