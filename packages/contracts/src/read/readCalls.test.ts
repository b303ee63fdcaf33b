import { useDevnet } from '@zg/devnet/vitest'
import { zeroAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import { resultOf } from '../chain/readAnswer.js'
import { LedgerNotFoundError } from '../errors/accounts.js'
import { ServiceNotFoundError } from '../errors/reverts.js'
import { ContractMissingError } from '../errors/setup.js'
import { legacy } from '../protocols/legacy.js'
import { getLimits } from './getLimits.js'
import { readCalls } from './readCalls.js'

const local = useDevnet({ providers: 1 })
const user = '0x00000000000000000000000000000000000000a1'

describe('several reads', () => {
  test('come back in order, each with its own end, in one call', async () => {
    const { contracts } = local.devnet
    const { address } = local.provider
    const client = local.publicClient()
    const asked: string[] = []
    const { request } = client
    const counting = Object.assign(client, {
      request: ((call: never) => {
        asked.push(Reflect.get(call, 'method'))
        return request(call)
      }) as typeof request,
    })
    const calls = [
      legacy.inference.lockTime(),
      legacy.ledger.getLedger(user),
      legacy.inference.getService(address),
      legacy.inference.accountExists(user, address),
      legacy.inference.getService(user),
    ] as const
    const [lockTime, ledger, service, exists, none] = await readCalls(counting, {
      calls,
      protocol: legacy,
      contracts,
    })
    expect(asked).toEqual(['eth_call'])
    expect(resultOf(lockTime)).toBe(86_400n)
    expect(() => resultOf(ledger)).toThrow(LedgerNotFoundError)
    expect(resultOf(service)).toMatchObject({ provider: address, serviceType: 'chatbot' })
    expect(resultOf(exists)).toBe(false)
    expect(none.status === 'rejected' && none.reason).toBeInstanceOf(ServiceNotFoundError)
  })

  test('none is fine, and an address without code is said so', async () => {
    const client = local.publicClient()
    const { contracts } = local.devnet
    expect(await readCalls(client, { calls: [], protocol: legacy, contracts })).toEqual([])
    const missing = { ...contracts, inference: zeroAddress }
    const calls = [legacy.inference.lockTime()] as const
    const [lockTime] = await readCalls(client, { calls, protocol: legacy, contracts: missing })
    expect(() => resultOf(lockTime)).toThrow(ContractMissingError)
  })

  test('make up the limits', async () => {
    const { contracts } = local.devnet
    expect(await getLimits(local.publicClient(), { protocol: legacy, contracts })).toMatchObject({
      serviceName: 'inference',
      lockTime: 86_400n,
    })
  })
})
