import { legacy } from '@zg/contracts'
import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import { createService } from '../../test/createService.js'
import { listService } from './listService.js'

const local = useDevnet({ protocol: 'legacy', providers: 0 })

describe('sorting by price', () => {
  const service = (model: string, inputPrice: bigint, outputPrice: bigint) =>
    createService({ model, inputPrice, outputPrice })
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
