import { expect, test } from 'vitest'
import { groupOrder, subgroupOrder } from './point.js'

test('the orders are those of EIP-2494', () => {
  expect(groupOrder).toBe(21888242871839275222246405745257275088614511777268538073601725287587578984328n)
  expect(8n * subgroupOrder).toBe(groupOrder)
})
