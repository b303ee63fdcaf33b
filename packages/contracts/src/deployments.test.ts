import { getAddress, getContractAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { zeroGDevnet, zeroGMainnet, zeroGTestnet } from './chains.js'
import { legacyDeployments, retiredDeployments, v1Deployments } from './deployments.js'

describe('chains', () => {
  it.each([
    [zeroGMainnet, 16_661, 'https://evmrpc.0g.ai'],
    [zeroGTestnet, 16_602, 'https://evmrpc-testnet.0g.ai'],
    [zeroGDevnet, 31_337, 'http://127.0.0.1:8545'],
  ])('%#: id and RPC', (chain, id, url) => {
    expect(chain.id).toBe(id)
    expect(chain.rpcUrls.default.http).toEqual([url])
    expect(chain.nativeCurrency).toEqual({ name: '0G', symbol: '0G', decimals: 18 })
  })

  it('the devnet is a test network', () => {
    expect(zeroGDevnet.testnet).toBe(true)
    expect(zeroGDevnet.name).toBe('0G Devnet')
  })
})

describe('deployments', () => {
  const all = [...legacyDeployments, ...v1Deployments, ...retiredDeployments]

  it('are checksummed and all different, but for the devnet, which speaks one or the other', () => {
    const addresses = all.flatMap(({ contracts }) => [contracts.ledger, contracts.inference])
    expect(addresses).toEqual(addresses.map((address) => getAddress(address)))
    expect(new Set(addresses).size).toBe(2 * (all.length - 1))
  })

  it('have days, and end after they began', () => {
    for (const { since, until = '9999-12-31' } of all) {
      expect(since).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(until > since).toBe(true)
    }
  })

  it.each([
    ['legacy', legacyDeployments, [31_337]],
    ['v1', v1Deployments, [16_602, 16_661, 31_337]],
    ['retired', retiredDeployments, []],
  ] as const)('%s: one current deployment per living chain', (_name, deployments, chains) => {
    const current = deployments.filter(({ until }) => until === undefined)
    expect(current.map(({ chainId }) => chainId)).toEqual(chains)
  })

  it('follow one another on the testnet without a gap', () => {
    const testnet = all
      .filter(({ chainId }) => chainId === 16_602)
      .sort((a, b) => a.since.localeCompare(b.since))
    expect(testnet.map(({ since }) => since)).toEqual([
      '2025-09-27',
      '2025-10-08',
      '2025-11-05',
      '2025-11-08',
      '2025-11-19',
    ])
    expect(testnet.map(({ until }) => until)).toEqual([
      ...testnet.slice(1).map(({ since }) => since),
      undefined,
    ])
  })

  it("the devnet's proxies are the deployer's transactions 2 and 6 on a fresh chain", () => {
    const from = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
    const created = (nonce: bigint) => getContractAddress({ from, nonce })
    for (const deployments of [legacyDeployments, v1Deployments]) {
      const devnet = deployments.find(({ chainId }) => chainId === 31_337)
      expect(devnet?.contracts).toEqual({ ledger: created(2n), inference: created(6n) })
    }
  })
})
