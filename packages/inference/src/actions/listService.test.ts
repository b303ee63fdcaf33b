import { legacy, type Service } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import { listService } from './listService.js'

const local = useDevnet({ providers: 0 })
const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

describe('sorting by price', () => {
  const service = (name: string, inputPrice: bigint, outputPrice: bigint): Service => ({
    provider,
    serviceType: 'chatbot',
    url: 'http://127.0.0.1',
    model: name,
    verifiability: 'TeeML',
    inputPrice,
    outputPrice,
    updatedAt: 0n,
    additionalInfo: '',
    signer: null,
    signerAcknowledged: null,
  })
  const services = [
    service('dear', 5n, 5n),
    service('cheap', 1n, 2n),
    service('same', 2n, 1n),
    service('middle', 1n, 5n),
  ]

  /** The legacy protocol, but with these services, two to a page. */
  const protocol = {
    ...legacy,
    inference: {
      ...legacy.inference,
      listServices: (page: { offset: bigint; limit: bigint }) => ({
        ...legacy.inference.listServices(page),
        decode: () => ({ services: services.slice(Number(page.offset), Number(page.offset) + 2), total: 4n }),
      }),
    },
  }
  const list = async (options: object) =>
    (await listService(local.publicClient(), { protocol, ...options })).map(({ model }) => model)

  test('puts the cheapest first and keeps the order of equals; without it the order is the contract’s', async () => {
    expect(await list({ sort: 'price' })).toEqual(['cheap', 'same', 'middle', 'dear'])
    expect(await list({})).toEqual(['dear', 'cheap', 'same', 'middle'])
  })

  test('a page that is empty ends the list', async () => {
    const short = {
      ...protocol,
      inference: {
        ...protocol.inference,
        listServices: (page: { offset: bigint; limit: bigint }) => ({
          ...legacy.inference.listServices(page),
          decode: () => ({ services: [], total: 4n }),
        }),
      },
    }
    expect(await listService(local.publicClient(), { protocol: short })).toEqual([])
  })
})
