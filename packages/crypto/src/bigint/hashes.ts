import { createMimc7, createMimcSponge } from './mimc.js'
import { createPedersen } from './pedersen.js'
import { createPoseidon } from './poseidon.js'

/** The hashes, each with its tables. They take elements below the prime and give remainders of either sign. */
export type Hashes = ReturnType<typeof createHashes>

export const createHashes = (precompute: 'window' | 'byte') => ({
  pedersen: createPedersen(precompute),
  poseidon: createPoseidon(),
  mimc7: createMimc7(),
  mimcSponge: createMimcSponge(),
})
