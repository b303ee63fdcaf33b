import { inspect } from 'node:util'
import { v1 } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { createTestClient, getAddress, http, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Broker, createBroker } from '../src/index.js'
import { type CountingRpc, startCountingRpc } from './countingRpc.js'

const local = useDevnet({ protocol: 'v1', providers: 1 })
let rpc: CountingRpc
beforeAll(async () => {
  rpc = await startCountingRpc(local.devnet.rpcUrl)
})
afterEach(() => {
  vi.restoreAllMocks()
  local.provider.setFault(null)
  rpc.spoilBy(() => null)
})
afterAll(() => rpc.stop())

const provider = () => local.provider.address
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const rpcKey = 'an-rpc-key-that-nobody-may-see'

async function newUser() {
  const privateKey = generatePrivateKey()
  const { address } = privateKeyToAccount(privateKey)
  const client = createTestClient({ mode: 'anvil', transport: http(local.devnet.rpcUrl) })
  await client.setBalance({ address, value: parseEther('100') })
  const broker = createBroker({ privateKey, rpcUrl: `${rpc.url}/v2/${rpcKey}?key=${rpcKey}`, protocol: v1 })
  return { broker, privateKey }
}

async function ask({ inference }: Broker, headers: Record<string, string>) {
  const { endpoint, model } = await inference.getServiceMetadata(provider())
  const request = JSON.stringify({ model, messages: [{ role: 'user', content: 'What is 2+2?' }] })
  const reply = await fetch(`${endpoint}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: request,
  })
  return { request, response: await reply.text(), headers: reply.headers, status: reply.status }
}

/** All that a log could hold of an error: its text, its fields, its causes, what is hidden. */
function textsOf(error: unknown): string {
  const bigints = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
  const { message, stack } = error instanceof Error ? error : { message: '', stack: '' }
  const all = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, breakLength: Infinity })
  return [String(error), message, stack, JSON.stringify(error, bigints), all].join('\n')
}

test('a whole flow, its failures included, prints nothing', async () => {
  const { broker } = await newUser()
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const
  const spies = [
    ...methods.map((method) => vi.spyOn(console, method)),
    vi.spyOn(process.stdout, 'write'),
    vi.spyOn(process.stderr, 'write'),
  ]
  const warnings: Error[] = []
  const onWarning = (warning: Error) => warnings.push(warning)
  process.on('warning', onWarning)

  const { ledger, inference } = broker
  await ledger.depositFund('5')
  await ledger.transferFund({ provider: provider(), amount: '2' })
  await inference.listService({ detail: true })
  await inference.acknowledgeProviderSigner(provider())
  const exchange = await ask(broker, await inference.getRequestHeaders(provider()))
  await inference.processResponse(provider(), exchange)
  await inference.createApiKey(provider())
  await inference.revokeApiKey(provider(), 0)
  await inference.revokeAllTokens(provider())
  await ledger.getSubAccount(provider())
  await ledger.retrieveFund()
  await expect(ledger.refund('0.1')).rejects.toThrow()
  await expect(ledger.addLedger('5')).rejects.toThrow()
  await expect(inference.getRequestHeaders(stranger)).rejects.toThrow()
  rpc.spoilBy(() => 'html')
  await expect(ledger.getLedger()).rejects.toThrow()

  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', onWarning)
  for (const spy of spies) expect([spy.getMockName(), spy.mock.calls]).toEqual([spy.getMockName(), []])
  expect(warnings).toEqual([])
})

test('no error of a flow holds a key, a token, or what is secret in an endpoint’s address', async () => {
  const { broker, privateKey } = await newUser()
  const { ledger, inference } = broker
  await ledger.depositFund('5')
  await ledger.transferFund({ provider: provider(), amount: '2' })
  const headers = await inference.getRequestHeaders(provider())
  const { secret } = await inference.createApiKey(provider())
  const token = headers.Authorization?.replace('Bearer ', '') ?? ''
  expect([token, secret].map((each) => each.startsWith('app-sk-'))).toEqual([true, true])

  const errors: unknown[] = []
  const fails = async (work: () => Promise<unknown>) => {
    const error = await work().then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error, String(work)).not.toBeNull()
    errors.push(error)
  }
  await fails(async () => createBroker({ privateKey: `${privateKey}00`, network: 'devnet' }))
  await fails(async () => createBroker({ privateKey: privateKey.replace(/.$/, 'x'), network: 'devnet' }))
  await fails(async () => createBroker({ privateKey: `0x${'f'.repeat(64)}`, network: 'devnet' }))
  await fails(() => ledger.addLedger('5'))
  await fails(() => ledger.depositFund('500'))
  await fails(() => ledger.refund('0.1'))
  await fails(() => ledger.transferFund({ provider: stranger, amount: '1' }))
  await fails(() => ledger.transferFund({ provider: provider(), amount: '50' }))
  await fails(() => ledger.deleteLedger())
  await fails(() => inference.revokeAcknowledgement(provider()))
  await fails(() => inference.revokeApiKey(provider(), 255))
  local.provider.setFault({ kind: 'hang' })
  await fails(() => inference.getUnsettledFee(provider(), { timeoutMs: 100 }))
  local.provider.setFault({ kind: 'unavailable' })
  await fails(() => inference.getUnsettledFee(provider()))
  local.provider.setFault(null)
  for (const status of [400, 401, 403, 429, 500]) {
    const body = JSON.stringify({ error: `validate session: ${token}, ${secret} were revoked` })
    await fails(async () => {
      throw await inference.toProviderError(provider(), { status, body })
    })
    await fails(async () => {
      throw (await inference.handleRefusal(provider(), { status, body, headers })).error
    })
  }
  for (const spoil of ['html', 'drop', { code: -32_000, message: 'busy' }] as const) {
    rpc.spoilBy(() => spoil)
    await Promise.all([
      fails(() => ledger.getLedger()),
      fails(() => ledger.depositFund('1')),
      fails(() => ledger.getHistory({ fromBlock: 0n })),
      fails(() => inference.listService()),
    ])
  }
  rpc.spoilBy((method) => (method === 'eth_sendRawTransaction' ? { code: -32_000, message: 'busy' } : null))
  await fails(() => ledger.depositFund('1'))
  rpc.spoilBy((method) => (method === 'eth_estimateGas' ? { code: 3, message: 'execution reverted' } : null))
  await fails(() => ledger.depositFund('1'))

  const secrets = [privateKey.slice(2), rpcKey, token.slice(7), secret.slice(7)]
  for (const error of errors) {
    const text = textsOf(error).toLowerCase()
    for (const each of secrets) expect(text).not.toContain(each.toLowerCase().slice(0, 60))
  }
  expect(secrets.every((each) => !textsOf(broker).includes(each))).toBe(true)
})
