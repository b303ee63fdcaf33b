import { legacy, v1 } from '@zg/contracts'
import { BaseError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { getAddress, type PrivateKeyAccount } from 'viem'
import { describe, expect, test } from 'vitest'
import { type Broker, createBroker } from '../src/index.js'
import { type CountingRpc, startCountingRpc } from './countingRpc.js'

type At = { timeoutMs: number }
type Where = { provider: `0x${string}`; other: `0x${string}` }
type Method = (broker: Broker, at: At, where: Where) => Promise<unknown>

const recipient = getAddress('0x00000000000000000000000000000000000000aa')
const body = '{"error":"validate session: session token expired"}'
const exchange = { request: '{}', response: '{"id":"1"}' }

/** Every method of the facade. Those of the second table want an account without a ledger, the others one with a sub-account. */
const methods: Readonly<Record<string, Method>> = {
  'ledger.getLimits': ({ ledger }, at) => ledger.getLimits(at),
  'ledger.getLedger': ({ ledger }, at) => ledger.getLedger(at),
  'ledger.findLedger': ({ ledger }, at) => ledger.findLedger(at),
  'ledger.getLedgerDetail': ({ ledger }, at) => ledger.getLedgerDetail(at),
  'ledger.getSubAccount': ({ ledger }, at, { provider }) => ledger.getSubAccount(provider, at),
  'ledger.listSubAccounts': ({ ledger }, at) => ledger.listSubAccounts(at),
  'ledger.getHistory': ({ ledger }, at) => ledger.getHistory({ fromBlock: 0n, ...at }),
  'ledger.watchHistory': async ({ ledger }, at) => {
    const onError = (error: unknown) => {
      throw error
    }
    for await (const page of ledger.watchHistory({ fromBlock: 0n, onError, ...at })) return page
    return null
  },
  'ledger.transferFund': ({ ledger }, at, { provider }) =>
    ledger.transferFund({ provider, amount: '1', ...at }),
  'ledger.retrieveFund': ({ ledger }, at) => ledger.retrieveFund(at),
  'ledger.refund': ({ ledger }, at) => ledger.refund('1', at),
  'ledger.deleteLedger': ({ ledger }, at) => ledger.deleteLedger(at),
  'inference.listService': ({ inference }, at) => inference.listService(at),
  'inference.getService': ({ inference }, at, { provider }) => inference.getService(provider, at),
  'inference.listModels': ({ inference }, at, { provider }) => inference.listModels(provider, at),
  'inference.getServiceMetadata': ({ inference }, at, { provider }) =>
    inference.getServiceMetadata(provider, at),
  'inference.acknowledgeProviderSigner': ({ inference }, at, { other }) =>
    inference.acknowledgeProviderSigner(other, { fund: '2', ...at }),
  'inference.revokeAcknowledgement': ({ inference }, at, { provider }) =>
    inference.revokeAcknowledgement(provider, at),
  'inference.connect': ({ inference }, at, { provider }) => inference.connect(provider, at),
  'inference.route': ({ inference }, at) => inference.route(at),
  'inference.getRequestHeaders': ({ inference }, at, { provider }) =>
    inference.getRequestHeaders(provider, '[]', at),
  'inference.handleRefusal': ({ inference }, at, { provider }) =>
    inference.handleRefusal(provider, { status: 400, body, headers: {}, ...at }),
  'inference.processResponse': ({ inference }, at, { provider }) =>
    inference.processResponse(provider, { ...exchange, ...at }),
  'inference.verifyService': ({ inference }, at, { provider }) => inference.verifyService(provider, at),
  'inference.getUnsettledFee': ({ inference }, at, { provider }) => inference.getUnsettledFee(provider, at),
  'inference.createApiKey': ({ inference }, at, { provider }) => inference.createApiKey(provider, at),
  'inference.listApiKeys': ({ inference }, at, { provider }) => inference.listApiKeys(provider, at),
  'inference.revokeApiKey': ({ inference }, at, { provider }) => inference.revokeApiKey(provider, 3, at),
  'inference.revokeAllTokens': ({ inference }, at, { provider }) => inference.revokeAllTokens(provider, at),
  'inference.toProviderError': ({ inference }, at, { provider }) =>
    inference.toProviderError(provider, { status: 400, body, ...at }),
}
const onNewAccount: Readonly<Record<string, Method>> = {
  'ledger.addLedger': ({ ledger }, at) => ledger.addLedger('3', at),
  'ledger.depositFund': ({ ledger }, at) => ledger.depositFund('3', at),
  'ledger.depositFundFor': ({ ledger }, at) => ledger.depositFundFor({ recipient, amount: '3', ...at }),
}
const all = [...Object.entries(methods), ...Object.entries(onNewAccount)]

/** Requests that a transaction has caused: nothing is decided by them any more. */
const afterwards = new Set([
  'eth_sendRawTransaction',
  'eth_getTransactionReceipt',
  'eth_getTransactionByHash',
])

describe.each([v1, legacy])('on $id', (protocol) => {
  const local = useDevnet({ protocol: protocol.id, providers: 2 })
  const where = (): Where => {
    const [provider, other] = local.devnet.providers.map(({ address }) => address)
    return { provider: provider ?? '0x', other: other ?? '0x' }
  }

  async function newUser(isNew: boolean): Promise<PrivateKeyAccount> {
    const account = await local.newAccount()
    if (isNew) return account
    const { rpcUrl } = local.devnet
    const { ledger, inference } = createBroker({ account, rpcUrl, protocol })
    const { provider } = where()
    await ledger.addLedger('8')
    await ledger.transferFund({ provider, amount: '2' })
    await inference.acknowledgeProviderSigner(provider)
    return account
  }

  /** Lets the n-th HTTP request hang, unless a transaction caused it. */
  async function runWith(n: number, rpc: CountingRpc, run: () => Promise<unknown>) {
    let hung: string | null = null
    let sentLater = 0
    let requests = 0
    rpc.spoilBy((method, request) => {
      requests = request
      if (hung !== null && method === 'eth_sendRawTransaction') sentLater += 1
      if (request !== n || afterwards.has(method)) return null
      hung ??= method
      return 'hang'
    })
    const error = await run().then(
      () => null,
      (reason: unknown) => reason,
    )
    return { error, hung, sentLater, requests }
  }
  const isTimeout = (error: unknown) => BaseError.is(error) && error.name === 'NetworkError'

  test('the tables name every method', () => {
    const broker = createBroker({ privateKey: '11'.repeat(32), rpcUrl: local.devnet.rpcUrl, protocol })
    const names = Object.entries({ ledger: broker.ledger, inference: broker.inference }).flatMap(
      ([part, own]) => Object.keys(own).map((name) => `${part}.${name}`),
    )
    expect(all.map(([name]) => name).toSorted()).toEqual(names.toSorted())
  })

  test.concurrent.each(all)(
    'a timeout at any read of %s is said, and nothing is sent after it',
    async (name, method) => {
      let account = await newUser(name in onNewAccount)
      for (let n = 1, timeoutMs = 250; ; ) {
        // One of its own for each round: a request that came late would count in the next.
        const rpc = await startCountingRpc(local.devnet.rpcUrl)
        try {
          const broker = createBroker({ account, rpcUrl: rpc.url, protocol })
          const sent = () => local.publicClient().getTransactionCount({ address: account.address })
          const before = await sent()
          const { error, hung, sentLater, requests } = await runWith(n, rpc, () =>
            method(broker, { timeoutMs }, where()),
          )
          if (hung === null && isTimeout(error) && timeoutMs < 20_000) {
            // This machine was slow: the same again, with more time.
            timeoutMs *= 4
          } else if (hung === null && requests < n) {
            expect(isTimeout(error) ? error : null).toBeNull()
            break
          } else {
            if (hung !== null) {
              expect([`${n}: ${hung}`, error]).toMatchObject([
                `${n}: ${hung}`,
                { name: 'NetworkError', reason: 'timeout', host: new URL(rpc.url).host },
              ])
              expect([`${n}: ${hung}`, sentLater]).toEqual([`${n}: ${hung}`, 0])
            }
            n += 1
          }
          if ((await sent()) > before) account = await newUser(name in onNewAccount)
        } finally {
          rpc.stop()
        }
      }
    },
  )
})
