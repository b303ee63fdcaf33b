import { createClient, http } from 'viem'
import { describe, expect, test } from 'vitest'
import { bindCall } from './bindCall.js'
import { zeroGDevnet, zeroGMainnet, zeroGTestnet } from './chains.js'
import { ChainRequiredError, UnsupportedChainError } from './errors/setup.js'
import { getDeployment } from './getDeployment.js'
import type { Protocol } from './protocol.js'
import { legacy } from './protocols/legacy.js'
import { v1 } from './protocols/v1.js'
import { defaultProtocol, resolveContext } from './resolveContext.js'

const devnet = {
  ledger: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
  inference: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
} as const
const own = { ledger: devnet.inference, inference: devnet.ledger }

describe('getDeployment', () => {
  test('gives the current one', () => {
    expect(getDeployment(legacy, zeroGDevnet.id).contracts).toEqual(devnet)
    const deployments = [
      { chainId: 5, contracts: own, since: '2025-01-01', until: '2025-02-01' },
      { chainId: 5, contracts: devnet, since: '2025-02-01' },
    ]
    expect(getDeployment({ ...legacy, deployments }, 5).contracts).toBe(devnet)
  })

  test.each([zeroGMainnet.id, 1, 0, Number.NaN])('knows none on chain %i', (chainId) => {
    expect(() => getDeployment(legacy, chainId)).toThrow(UnsupportedChainError)
  })

  test('never gives a replaced one, and says when that was', () => {
    const get = () => getDeployment(legacy, zeroGTestnet.id)
    expect(get).toThrow('No current deployment of the legacy protocol is known on chain 16602.')
    expect(get).toThrow('The last one there was replaced on 2025-11-05.')
    expect(get).toThrow('Known chains: 31337.')
  })

  test('says so when there is none at all', () => {
    const nowhere: Protocol = { ...legacy, deployments: [] }
    expect(() => getDeployment(nowhere, 5)).toThrow('Known chains: none.')
  })
})

describe('resolveContext', () => {
  const client = (chain?: typeof zeroGDevnet | typeof zeroGTestnet) =>
    createClient({ ...(chain ? { chain } : {}), transport: http('http://127.0.0.1:1') })

  test("takes the client's chain", () => {
    const protocol = legacy
    expect(resolveContext(client(zeroGDevnet), { protocol })).toEqual({ protocol, contracts: devnet })
  })

  test('speaks the default where no protocol is named', () => {
    expect(resolveContext(client(zeroGDevnet), {}).protocol).toBe(v1)
    expect(defaultProtocol).toBe(v1)
  })

  test('takes given contracts first, also without a chain', () => {
    expect(resolveContext(client(zeroGDevnet), { contracts: own }).contracts).toBe(own)
    expect(resolveContext(client(), { contracts: own }).contracts).toBe(own)
  })

  test('takes the given protocol', () => {
    const protocol: Protocol = { ...legacy, id: 'other' }
    expect(resolveContext(client(zeroGDevnet), { protocol }).protocol).toBe(protocol)
  })

  test('needs a chain with a deployment', () => {
    expect(() => resolveContext(client(), {})).toThrow(ChainRequiredError)
    expect(() => resolveContext(client(zeroGTestnet), { protocol: legacy })).toThrow(UnsupportedChainError)
  })
})

describe('bindCall', () => {
  test('adds the address of the right contract', () => {
    expect(bindCall(legacy.ledger.depositFund({ amount: 7n }), devnet)).toEqual({
      contract: 'ledger',
      abi: legacy.ledger.abi,
      functionName: 'depositFund',
      args: [],
      value: 7n,
      address: devnet.ledger,
    })
    const read = bindCall(legacy.inference.lockTime(), devnet)
    expect(read.address).toBe(devnet.inference)
    expect(Object.keys(read).sort()).toEqual(['abi', 'address', 'args', 'contract', 'functionName'])
  })
})
