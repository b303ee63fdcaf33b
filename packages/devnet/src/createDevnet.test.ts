import { legacyInferenceServingAbi, v1InferenceServingAbi } from '@zg/contracts'
import { parseEther } from 'viem'
import { describe, expect, test } from 'vitest'
import { isListening, occupyPort } from '../test/program.js'
import { createChainClient } from './chain/chainClient.js'
import { createDevnet, type Devnet } from './createDevnet.js'
import { DevnetOptionError, PortInUseError, UpstreamError } from './errors.js'

const protocol = 'legacy'
const urls = ({ rpcUrl, providers }: Devnet) => [rpcUrl, ...providers.map(({ url }) => url)]

describe('createDevnet', () => {
  test('starts a chain, the contracts, ten funded accounts and registered providers', async () => {
    const devnet = await createDevnet({ port: 0, providers: 2, lockTime: 5, protocol })
    try {
      const { rpcUrl, accounts, owner, contracts, providers } = devnet
      expect(devnet).toMatchObject({
        protocol,
        minimums: null,
        chainId: 31_337,
        owner: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
        contracts: {
          ledger: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
          inference: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
        },
      })
      const client = createChainClient(rpcUrl)
      expect(accounts).toHaveLength(10)
      expect(accounts[0]?.address).toBe(owner)
      expect(accounts.map(({ address }) => address)).toEqual(await client.getAddresses())
      for (const { address } of accounts) {
        expect(await client.getBalance({ address })).toBe(parseEther('10000'))
      }

      const read = { address: contracts.inference, abi: legacyInferenceServingAbi } as const
      expect(await client.readContract({ ...read, functionName: 'lockTime' })).toBe(5n)
      const services = await client.readContract({ ...read, functionName: 'getAllServices' })
      expect(services).toMatchObject(
        providers.map(({ address, url, model, serviceType }) => ({
          ...{ provider: address, url, model, serviceType },
          ...{ inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n, verifiability: 'TeeML' },
        })),
      )
      const people = [...accounts, ...providers].map(({ address }) => address)
      expect(new Set([...people, ...providers.map(({ signer }) => signer)]).size).toBe(14)
      expect(providers.map(({ serviceType }) => serviceType)).toEqual(['chatbot', 'chatbot'])
    } finally {
      await devnet.stop()
    }
  })

  test('speaks v1: staked providers whose signers the owner acknowledged', async () => {
    const devnet = await createDevnet({ protocol: 'v1', port: 0, providers: 2, minimums: 'testnet' })
    try {
      const { rpcUrl, accounts, owner, contracts, providers } = devnet
      expect(devnet).toMatchObject({ protocol: 'v1', minimums: 'testnet', chainId: 31_337 })
      const client = createChainClient(rpcUrl)
      for (const { address } of accounts) {
        expect(await client.getBalance({ address })).toBe(parseEther('10000'))
      }
      // The ten of the network's own scripts, then one for each provider.
      expect(await client.getTransactionCount({ address: owner })).toBe(12)
      const read = { address: contracts.inference, abi: v1InferenceServingAbi } as const
      expect(await client.readContract({ ...read, functionName: 'lockTime' })).toBe(86_400n)
      expect(await client.getBalance({ address: contracts.inference })).toBe(parseEther('200'))
      const [services] = await client.readContract({
        ...read,
        functionName: 'getAllServices',
        args: [0n, 0n],
      })
      expect(services).toMatchObject(
        providers.map(({ address, url, model, serviceType, signer }) => ({
          ...{ provider: address, url, model, serviceType, teeSignerAddress: signer },
          ...{ inputPrice: 100_000_000_000n, outputPrice: 400_000_000_000n, verifiability: 'TeeML' },
          teeSignerAcknowledged: true,
        })),
      )
      expect(JSON.parse(services[0]?.additionalInfo ?? '')).toMatchObject({ TargetSeparated: false })
    } finally {
      await devnet.stop()
    }
  })

  test.each([
    ['minimums', 'devnet', 'mainnet or testnet'],
    ['lockTime', 3_599, 'a whole number from 3600 to 604800'],
    ['lockTime', 604_801, 'a whole number from 3600 to 604800'],
  ])('on v1, %s: %s is refused before anything starts', async (option, value, expected) => {
    const refused = createDevnet({ protocol: 'v1', port: 0, [option]: value })
    await expect(refused).rejects.toMatchObject({ name: 'DevnetOptionError', option, value, expected })
  })

  test('stops for good, at the first call and at the second', async () => {
    const devnet = await createDevnet({ protocol, port: 0 })
    expect(devnet.providers).toHaveLength(1)
    expect(await Promise.all(urls(devnet).map(isListening))).toEqual([true, true])
    await Promise.all([devnet.stop(), devnet.stop()])
    expect(await Promise.all(urls(devnet).map(isListening))).toEqual([false, false])
    await devnet.stop()
  })

  test('is the same on every run, and two run side by side', async () => {
    const [one, other] = await Promise.all([
      createDevnet({ protocol, port: 0 }),
      createDevnet({ protocol, port: 0 }),
    ])
    try {
      expect(new Set([...urls(one), ...urls(other)]).size).toBe(4)
      const known = ({ contracts, accounts, providers }: Devnet) => [
        contracts,
        accounts,
        providers.map(({ address, signer, model }) => ({ address, signer, model })),
      ]
      expect(known(one)).toEqual(known(other))
      await one.stop()
      expect(await Promise.all(urls(other).map(isListening))).toEqual([true, true])
    } finally {
      await Promise.all([one.stop(), other.stop()])
    }
  })

  test('listens on the port that was asked for, and says when it is taken', async () => {
    const { port, release } = await occupyPort()
    await expect(createDevnet({ protocol, port, providers: 0 })).rejects.toThrow(PortInUseError)
    await release()
    const devnet = await createDevnet({ protocol, port, providers: 0 })
    expect(devnet).toMatchObject({ rpcUrl: `http://127.0.0.1:${port}`, providers: [] })
    await devnet.stop()
  })

  test('what was started is stopped when the rest fails', async () => {
    const chain = await occupyPort()
    const upstream = await occupyPort()
    await Promise.all([chain.release(), upstream.release()])
    const url = `http://127.0.0.1:${upstream.port}/v1`
    const error = await createDevnet({ protocol, port: chain.port, upstream: url }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(UpstreamError)
    expect(error).toMatchObject({
      url,
      shortMessage: `The upstream ${url} does not answer GET /models with JSON.`,
    })
    expect(await isListening(`http://127.0.0.1:${chain.port}`)).toBe(false)
  })

  test('providers misbehave from the start when told to', async () => {
    const devnet = await createDevnet({
      protocol,
      port: 0,
      providers: 2,
      faults: [null, { kind: 'unavailable' }],
    })
    try {
      const statuses = devnet.providers.map(async ({ url }) => (await fetch(`${url}/v1/quote`)).status)
      expect(await Promise.all(statuses)).toEqual([200, 503])
      expect(() => devnet.providers[1]?.setFault({ kind: 'latency', ms: -1 })).toThrow(DevnetOptionError)
      devnet.providers[1]?.setFault(null)
      expect((await fetch(`${devnet.providers[1]?.url}/v1/quote`)).status).toBe(200)
    } finally {
      await devnet.stop()
    }
  })

  test.each([
    ['port', -1, 'a whole number from 0 to 65535'],
    ['port', 65_536, 'a whole number from 0 to 65535'],
    ['port', Number.NaN, 'a whole number from 0 to 65535'],
    ['providers', 1.5, 'a whole number from 0 to 50'],
    ['providers', 51, 'a whole number from 0 to 50'],
    ['lockTime', -1, 'a whole number from 0 to 1000000000'],
    ['lockTime', 1_000_000_001, 'a whole number from 0 to 1000000000'],
    ['upstream', 'localhost:11434', 'an http:// or https:// URL'],
    ['upstream', 'http://', 'an http:// or https:// URL'],
    ['minimums', 'mainnet', 'nothing, because this protocol has no minimums'],
    ['limits', 'network', 'off on this protocol'],
    ['rewrites', true, 'false on this protocol'],
    ['protocol', 'v0', 'legacy or v1'],
    ['faults', [null, null], 'at most one for each provider, of which there are 1'],
    ['protocol', 'toString', 'legacy or v1'],
  ])('%s: %s is refused before anything starts', async (option, value, expected) => {
    const error = await createDevnet({ protocol, port: 0, [option]: value }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(DevnetOptionError)
    expect(error).toMatchObject({ name: 'DevnetOptionError', option, value, expected })
  })
})
