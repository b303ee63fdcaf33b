import { expect, test } from 'vitest'
import type { Offer } from '../../services.js'
import { legacy } from '../legacy.js'
import { v1 } from '../v1.js'

const offer: Offer = {
  serviceType: 'chatbot',
  url: 'http://127.0.0.1',
  model: 'zg/scripted-7b',
  verifiability: 'TeeML',
  inputPrice: 1n,
  outputPrice: 2n,
  additionalInfo: '{}',
  signer: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
}

test.each<[Partial<Offer>, boolean]>([
  [{}, false],
  [{ url: 'http://127.0.0.2' }, false],
  [{ inputPrice: 5n, outputPrice: 5n }, false],
  [{ signer: '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266' }, false],
  [{ serviceType: 'text-to-image' }, true],
  [{ model: 'other' }, true],
  [{ verifiability: 'OpML' }, true],
  [{ additionalInfo: '' }, true],
  [{ signer: null }, true],
  [{ signer: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' }, true],
])('a change of %o drops the owner’s acknowledgement: %s', (change, wanted) => {
  expect(v1.provider.dropsAcknowledgement(offer, { ...offer, ...change })).toBe(wanted)
  expect(legacy.provider.dropsAcknowledgement(offer, { ...offer, ...change })).toBe(false)
})

test('without a signer before and after, none is dropped', () => {
  const unsigned = { ...offer, signer: null }
  expect(v1.provider.dropsAcknowledgement(unsigned, unsigned)).toBe(false)
})
