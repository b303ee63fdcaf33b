import type { Report } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { describe, expect, test } from 'vitest'
import { type Receipt, verifyReceipt } from '../src/connection/index.js'
import { chatInit, connectionRig } from './connectionRig.js'

const local = useDevnet({ protocol: 'v1' })
const rig = connectionRig(local)

describe('a receipt', () => {
  async function receiptOf() {
    const { connection, sent } = await rig.open()
    const response = await connection.fetch(`${connection.baseUrl}/chat/completions`, chatInit())
    const text = await response.text()
    // As somebody else gets it.
    const [receipt]: readonly Receipt[] = JSON.parse(JSON.stringify(await connection.receipts()))
    if (!receipt) throw new Error('There is no receipt.')
    return { receipt, text, request: sent[0]?.body ?? '' }
  }
  const failing = ({ checks }: Report) =>
    checks.filter(({ status }) => status === 'fail').map(({ name }) => name)

  test('is verified by somebody else, offline, with the texts or without', async () => {
    const { receipt, request, text } = await receiptOf()
    const { signer } = local.provider
    expect(receipt).toMatchObject({
      version: 1,
      protocol: 'v1',
      state: 'complete',
      cost: { neuron: expect.stringMatching(/^\d+$/) },
    })
    expect((await verifyReceipt(receipt, { signer })).verdict).toBe('verified')
    expect((await verifyReceipt(receipt, { signer, request, response: text })).verdict).toBe('verified')
  })

  test('fails with another signer, another text, or another hash', async () => {
    const { receipt, request, text } = await receiptOf()
    const { signer, address } = local.provider
    expect(failing(await verifyReceipt(receipt, { signer: address }))).toEqual(['response.signer'])
    expect(failing(await verifyReceipt(receipt, { signer, request: `${request} ` }))).toEqual([
      'receipt.request',
    ])
    expect(failing(await verifyReceipt(receipt, { signer, response: text.replace('4', '5') }))).toEqual([
      'receipt.response',
    ])
    const forged = { ...receipt, responseHash: '0'.repeat(64) }
    expect(failing(await verifyReceipt(forged, { signer }))).toEqual(['response.body.hash'])
    expect(failing(await verifyReceipt({ ...receipt, signature: null }, { signer }))).toEqual([
      'response.signature.present',
    ])
  })

  test.each([
    [{ version: 2 }, 'its version is 2'],
    [{ requestHash: 'abc' }, 'its requestHash'],
    [{ responseHash: 7 }, 'its responseHash'],
    [{ imageHashes: 'a,b' }, 'its imageHashes'],
    [{ encoding: 7 }, 'its encoding'],
    [{ signature: { text: 'x' } }, 'its signature'],
  ])('with %j is none', async (change, words) => {
    const { receipt } = await receiptOf()
    const changed: Receipt = JSON.parse(JSON.stringify({ ...receipt, ...change }))
    const attempt = verifyReceipt(changed, { signer: local.provider.signer })
    await expect(attempt).rejects.toMatchObject({
      name: 'InvalidReceiptError',
      message: expect.stringContaining(words),
    })
  })
})
