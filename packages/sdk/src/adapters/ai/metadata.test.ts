import { NetworkError } from '@zg/core'
import { expect, test } from 'vitest'
import { metadataOf } from './metadata.js'

test('an answer that nobody can prove now is incomplete, and not lost', async () => {
  const error = new NetworkError({ what: 'The RPC endpoint', url: 'http://127.0.0.1:1', reason: 'refused' })
  const provider = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' as const
  const connection = {
    receipt: () => Promise.reject(error),
    cost: async () => ({ provider, neuron: 7n, usage: null, state: 'complete' }) as const,
  }
  expect(await metadataOf(connection, 'a')).toEqual({
    zg: {
      ...{ provider, id: 'a', verdict: 'incomplete', assurance: 'acknowledged', costNeuron: '7' },
      open: [{ name: 'chain.signerAcknowledged', status: 'skipped', reason: error.shortMessage }],
    },
  })
})
