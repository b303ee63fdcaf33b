import { expect, test } from 'vitest'
import { serviceTypes } from '../serviceType.js'
import { modelList } from './modelList.js'

const address = '0x0000000000000000000000000000000000000001'
const pricing = { inputPrice: 1n, outputPrice: 2n, tiers: [], cacheDivisor: 1n }
const listOf = (
  serviceType: (typeof serviceTypes)[number],
  onChain = { inputPrice: 3n, outputPrice: 4n } as null | { inputPrice: bigint; outputPrice: bigint },
) => modelList({ model: 'm', models: new Map(), pricing, chain: { address }, serviceType }, onChain).data[0]

test.each([
  ['chatbot', 'text->text', { prompt: '3', completion: '4', image: '0', video: '0' }],
  ['text-to-image', 'text->image', { prompt: '0', completion: '0', image: '4', video: '0' }],
  ['image-editing', 'text+image->image', { prompt: '0', completion: '0', image: '4', video: '0' }],
  ['speech-to-text', 'audio->text', { prompt: '3', completion: '4', image: '0', video: '0' }],
] as const)('%s is listed with what it takes, gives and costs', (type, modality, prices) => {
  expect(listOf(type)).toMatchObject({ id: 'm', type, architecture: { modality }, pricing: prices })
})

test('before anything stands on chain the prices are those that will', () => {
  expect(listOf('chatbot', null)?.pricing).toMatchObject({ prompt: '1', completion: '2' })
})

test('every service has an entry', () => {
  for (const type of serviceTypes) expect(listOf(type)?.id).toBe('m')
})

test('each model has its own prices', () => {
  const models = new Map([['n', { inputPrice: 5n, outputPrice: 6n }]])
  const { data } = modelList(
    { model: 'm', models, pricing, chain: { address }, serviceType: 'chatbot' },
    null,
  )
  expect(data.map(({ id, name, pricing: { prompt, completion } }) => [id, name, prompt, completion])).toEqual(
    [
      ['m', 'm', '1', '2'],
      ['n', 'n', '5', '6'],
    ],
  )
})
