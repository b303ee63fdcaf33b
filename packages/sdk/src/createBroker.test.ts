import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UnsupportedChainError, v1 } from '@zg/contracts'
import { NetworkError } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { createPublicClient, createWalletClient, custom, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, describe, expect, test } from 'vitest'
import { createBroker } from './createBroker.js'
import { InvalidNetworkError, MissingKeyError, WrongChainError } from './errors.js'

const local = useDevnet({ protocol: 'v1', providers: 0 })
const privateKey = `0x${'11'.repeat(32)}` as const
const account = privateKeyToAccount(privateKey)

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A JSON-RPC server that knows its chain id and nothing else, and counts what it is asked. */
async function rpc(chainId: number | (() => number | null)) {
  const calls: string[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const { id, method } = JSON.parse(text)
    calls.push(method)
    const answer = typeof chainId === 'number' ? chainId : chainId()
    if (answer === null) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>')
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        jsonrpc: '2.0',
        id,
        result: method === 'eth_chainId' ? `0x${answer.toString(16)}` : '0x',
      }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

describe('construction', () => {
  test('is synchronous and asks nothing', async () => {
    const { url, calls } = await rpc(31337)
    const broker = createBroker({ privateKey, rpcUrl: url })
    expect(broker.getAddress()).toBe(account.address)
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls).toEqual([])
  })

  test('needs a key and a way to the chain', () => {
    expect(() => createBroker({ network: 'devnet' })).toThrow(MissingKeyError)
    expect(() => createBroker({ privateKey })).toThrow(InvalidNetworkError)
    // @ts-expect-error a JavaScript caller can pass any text
    expect(() => createBroker({ privateKey, network: 'toString' })).toThrow('"toString" is not a network.')
  })
})

describe('the chain', () => {
  test('is asked once, however many calls there are', async () => {
    const { url, calls } = await rpc(31337)
    const broker = createBroker({ privateKey, rpcUrl: url })
    await Promise.allSettled([
      broker.inference.listService(),
      broker.ledger.getLedger(),
      broker.ledger.findLedger(),
    ])
    expect(calls.filter((method) => method === 'eth_chainId')).toHaveLength(1)
  })

  test('that is unknown is an error, never a default', async () => {
    const { url, calls } = await rpc(4242)
    const broker = createBroker({ privateKey, rpcUrl: url })
    await expect(broker.inference.listService()).rejects.toThrow(UnsupportedChainError)
    await expect(broker.inference.listService()).rejects.toThrow('4242')
    expect(new Set(calls)).toEqual(new Set(['eth_chainId']))
  })

  test('other than the named network is refused before anything else is asked', async () => {
    const { url, calls } = await rpc(1)
    const broker = createBroker({ privateKey, rpcUrl: url, network: 'testnet' })
    await expect(broker.ledger.depositFund('1')).rejects.toThrow(
      new WrongChainError({ expected: 16602, actual: 1 }),
    )
    expect(calls).toEqual(['eth_chainId'])
  })

  test('that fails to answer is asked again by the next call', async () => {
    let up = false
    const { url } = await rpc(() => (up ? 4242 : null))
    const broker = createBroker({ privateKey, rpcUrl: url })
    await expect(broker.ledger.getLedger()).rejects.toThrow(NetworkError)
    up = true
    await expect(broker.ledger.getLedger()).rejects.toThrow(UnsupportedChainError)
  })

  test('behind a closed port is a NetworkError that names the host', async () => {
    const { url } = await rpc(31337)
    const [server] = servers.splice(0)
    await new Promise((resolve) => server?.close(resolve))
    await expect(createBroker({ privateKey, rpcUrl: url }).ledger.getLedger()).rejects.toThrow(
      new URL(url).host,
    )
  })
})

describe('clients', () => {
  test('own contracts, a public client and an account work without a network name', async () => {
    const { contracts } = local.devnet
    const broker = createBroker({ account, publicClient: local.publicClient(), contracts, protocol: v1 })
    expect(await broker.ledger.findLedger()).toBeNull()
  })

  test('a wallet client alone reads and writes through its own transport', async () => {
    const funded = await local.newAccount()
    const walletClient = createWalletClient({ account: funded, transport: http(local.devnet.rpcUrl) })
    const broker = createBroker({ walletClient, protocol: v1 })
    expect(broker.getAddress()).toBe(funded.address)
    await broker.ledger.depositFund('3')
    expect((await broker.ledger.getLedger()).total).toBe(3n * 10n ** 18n)
  })

  test('a browser wallet signs and sends; everything else goes to the endpoint', async () => {
    const funded = local.devnet.accounts[3]
    if (!funded) throw new Error('The devnet has too few accounts.')
    const node = createPublicClient({ transport: http(local.devnet.rpcUrl) })
    const asked: string[] = []
    const provider = {
      request: ({ method, params }: { method: string; params?: unknown }) => {
        asked.push(method)
        return node.request({ method, params } as Parameters<typeof node.request>[0])
      },
    }
    const walletClient = createWalletClient({ account: funded.address, transport: custom(provider) })
    const broker = createBroker({ walletClient, rpcUrl: local.devnet.rpcUrl, protocol: v1 })
    await broker.ledger.depositFund('3.5')
    expect((await broker.ledger.getLedger()).total).toBe(35n * 10n ** 17n)
    expect(asked).toContain('eth_sendTransaction')
    expect(
      asked.filter((method) => !/^(eth_chainId|eth_sendTransaction|personal_sign)$/.test(method)),
    ).toEqual([])
  })

  test('a wallet on another chain than the endpoint is refused', async () => {
    const wallet = await rpc(1)
    const walletClient = createWalletClient({ account: account.address, transport: http(wallet.url) })
    const broker = createBroker({ walletClient, rpcUrl: local.devnet.rpcUrl })
    await expect(broker.ledger.depositFund('1')).rejects.toThrow(
      new WrongChainError({ expected: 31337, actual: 1 }),
    )
  })
})
