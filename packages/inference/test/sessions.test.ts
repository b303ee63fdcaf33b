import {
  AccountRequiredError,
  bindCall,
  InsufficientBalanceError,
  RpcError,
  ServiceNotFoundError,
  SubAccountNotFoundError,
  v1,
} from '@zg/contracts'
import { readCall } from '@zg/contracts/read'
import { writeCall } from '@zg/contracts/write'
import { NetworkError, parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { createClient, custom, getAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterEach, describe, expect, test } from 'vitest'
import { getRequestHeaders, ProviderNotAcknowledgedError, ServiceNotAcknowledgedError } from '../src/index.js'
import { countingClient } from './countingClient.js'
import { sessionRequests } from './sessionRequests.js'
import { createV1User } from './v1User.js'

const protocol = v1
const local = useDevnet({ protocol: 'v1', providers: 2 })
afterEach(() => local.provider.setFault(null))

const provider = () => local.provider.address
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
const { headersFor, ask } = sessionRequests(local)

describe('headers', () => {
  test('are taken by the provider, again and again', async () => {
    const user = await createV1User(local)
    const before = await user.sent()
    const headers = await headersFor(user)
    expect(Object.keys(headers)).toEqual(['Authorization'])
    for (let i = 0; i < 2; i += 1) expect(await ask(headers)).toMatchObject({ status: 200 })
    expect(await user.sent()).toBe(before)
  })

  test('cost one question and one signature when cold, and nothing at all when warm', async () => {
    const user = await createV1User(local)
    const { client, methods } = countingClient(user.client)
    const fetched: unknown[] = []
    const { fetch } = globalThis
    globalThis.fetch = (...args) => {
      fetched.push(args[0])
      return fetch(...args)
    }
    try {
      const cold = await headersFor({ ...user, client })
      expect(methods()).toEqual(['eth_call'])
      const before = fetched.length
      const started = performance.now()
      for (let i = 0; i < 100; i += 1) expect(await headersFor({ ...user, client })).toEqual(cold)
      expect((performance.now() - started) / 100).toBeLessThan(1)
      expect(methods()).toEqual(['eth_call'])
      expect(fetched.length).toBe(before)
      expect(user.counts.signatures).toBe(1)
    } finally {
      globalThis.fetch = fetch
    }
  })

  test('of ten calls at once are one session, from one question and one signature', async () => {
    const user = await createV1User(local)
    const { client, methods } = countingClient(user.client)
    const sets = await Promise.all(Array.from({ length: 10 }, () => headersFor({ ...user, client })))
    expect(new Set(sets.map(({ Authorization }) => Authorization)).size).toBe(1)
    expect([methods(), user.counts.signatures]).toEqual([['eth_call'], 1])
  })

  test('for one provider are refused by another', async () => {
    const user = await createV1User(local)
    const second = local.devnet.providers[1]
    if (!second) throw new Error('The devnet has too few providers.')
    await user.transfer('2', second.address)
    const [first, other] = [await headersFor(user), await headersFor(user, second.address)]
    expect(other).not.toEqual(first)
    expect(await ask(other, second.url)).toMatchObject({ status: 200 })
    const refused = await ask(first, second.url)
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('session token is for different provider')
  })

  test('ask a client that doesn’t know its chain for it: sessions of two chains never mix', async () => {
    const user = await createV1User(local)
    const chainless = (chainId: string) => {
      const methods: string[] = []
      const transport = custom({
        request: async ({ method, params }: { method: string; params: unknown }) => {
          methods.push(method)
          if (method === 'eth_chainId') return chainId
          return user.client.request({ method, params } as Parameters<typeof user.client.request>[0])
        },
      })
      return { client: createClient({ account: user.account, transport }), methods }
    }
    const { contracts } = local.devnet
    const headers = ({ client }: ReturnType<typeof chainless>) =>
      getRequestHeaders(client, { protocol, contracts, provider: provider(), auth: user.auth })
    const [one, two] = [chainless('0x1'), chainless('0x2')]
    const first = await headers(one)
    expect(one.methods).toEqual(['eth_chainId', 'eth_call'])
    expect(await headers(one)).toEqual(first)
    expect(await headers(two)).not.toEqual(first)
  })
})

describe('no headers', () => {
  test('for a provider that isn’t registered, nor money', async () => {
    const user = await createV1User(local)
    await expect(headersFor(user, stranger)).rejects.toThrow(ServiceNotFoundError)
    expect(user.counts.signatures).toBe(0)
  })

  test('for an address that is none, or without an account', async () => {
    const user = await createV1User(local)
    await expect(headersFor(user, '0x12')).rejects.toMatchObject({ name: 'InvalidAddressError' })
    const options = { protocol, provider: provider(), auth: user.auth }
    await expect(getRequestHeaders(local.publicClient(), options)).rejects.toThrow(AccountRequiredError)
  })

  test('without a sub-account; the error says what a request needs', async () => {
    const user = await createV1User(local, { share: null })
    const attempt = headersFor(user)
    await expect(attempt).rejects.toThrow(SubAccountNotFoundError)
    await expect(attempt).rejects.toThrow('Open it with transferFund: a request needs at least 1 0G there.')
  })

  test('with less than the reserve; the error names the amount to transfer', async () => {
    const user = await createV1User(local, { share: '1' })
    await user.write(v1.ledger.retrieveFund({ providers: [provider()], service: 'inference-v1.0' }))
    const error = await headersFor(user).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InsufficientBalanceError)
    expect(error).toMatchObject({
      where: 'subAccount',
      available: 0n,
      required: parseOg('1'),
      metaMessages: [
        'The provider wants a reserve of 1 0G beside what is owed and not settled yet.',
        'Transfer at least 1 0G with transferFund.',
      ],
    })
    await user.transfer('1')
    expect(await ask(await headersFor(user))).toMatchObject({ status: 200 })
  })

  test('when the chain can’t be asked: an RPC error is never "no account"', async () => {
    const user = await createV1User(local)
    const { client } = countingClient(user.client, ({ method }) =>
      method === 'eth_call' ? Promise.reject({ code: -32_005, message: 'limit exceeded' }) : undefined,
    )
    await expect(headersFor({ ...user, client })).rejects.toThrow(RpcError)
    const silent = countingClient(user.client, () => new Promise(() => undefined))
    const attempt = getRequestHeaders(silent.client, {
      ...{ protocol, provider: provider(), auth: user.auth, timeoutMs: 50 },
    })
    await expect(attempt).rejects.toThrow(NetworkError)
    await expect(attempt).rejects.toThrow('The RPC endpoint or the wallet did not answer within 50 ms')
    expect(user.counts.signatures).toBe(0)
  })

  test('from an auth of another account', async () => {
    const [one, two] = [await createV1User(local), await createV1User(local)]
    await headersFor(one)
    await expect(headersFor({ client: two.client, auth: one.auth })).rejects.toMatchObject({
      name: 'AuthAccountError',
      expected: one.user,
      actual: two.user,
    })
  })

  test('after a signal; others who wait for the same session get it', async () => {
    const user = await createV1User(local)
    const controller = new AbortController()
    const options = { protocol, provider: provider(), auth: user.auth }
    const aborted = getRequestHeaders(user.client, { ...options, signal: controller.signal })
    const waiting = headersFor(user)
    controller.abort('changed my mind')
    await expect(aborted).rejects.toBe('changed my mind')
    expect(await ask(await waiting)).toMatchObject({ status: 200 })
    expect(user.counts.signatures).toBe(1)
  })
})

describe('acknowledgements', () => {
  const asOwner = async (call: Parameters<typeof bindCall>[0]) => {
    const key = local.devnet.accounts[0]?.privateKey
    if (!key) throw new Error('The devnet has no owner.')
    const { contracts } = local.devnet
    const client = local.walletClient(privateKeyToAccount(key))
    await writeCall(client, { call: bindCall(call, contracts), protocol, contracts })
  }

  test('the user’s is asked for', async () => {
    const user = await createV1User(local)
    const read = { protocol, contracts: local.devnet.contracts }
    const call = v1.inference.getAccount(user.user, provider())
    const account = await readCall(user.client, { ...read, call })
    const unacknowledged = {
      ...protocol,
      inference: {
        ...v1.inference,
        getAccount: () => ({ ...call, decode: () => ({ ...account, acknowledged: false }) }),
      },
    }
    const options = { provider: provider(), auth: user.auth, protocol: unacknowledged }
    await expect(getRequestHeaders(user.client, options)).rejects.toThrow(ProviderNotAcknowledgedError)
  })

  test('the owner’s is: nothing is signed for a provider that it doesn’t vouch for', async () => {
    const user = await createV1User(local)
    await asOwner(v1.owner.revokeSigner({ provider: provider() }))
    try {
      await expect(headersFor(user)).rejects.toThrow(ServiceNotAcknowledgedError)
      expect(user.counts.signatures).toBe(0)
    } finally {
      await asOwner(v1.owner.acknowledgeSigner({ provider: provider() }))
    }
    expect(await ask(await headersFor(user))).toMatchObject({ status: 200 })
  })
})
