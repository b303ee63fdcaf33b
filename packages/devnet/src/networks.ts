import type { ContractSet } from './chain/deploy.js'
import { legacySet } from './chain/legacySet.js'
import { createV1Set, minimumsOf } from './chain/v1Set.js'
import type { Equipment, Generation } from './provider/generation.js'
import { createLegacy } from './provider/legacy/createLegacy.js'
import { createV1 } from './provider/v1/createV1.js'

/** What a devnet of one protocol is made of. */
export type Network = {
  createSet: (minimums: MinimumsName) => ContractSet
  createGeneration: (equipment: Equipment) => Generation
  /** What a refund's lock time may be, in seconds. */
  lockTimes: { least: number; most: number }
  /** Whether providers offer more than chats at two prices, and can limit and rewrite as live ones do. */
  hasServices: boolean
  /** Whether the contracts demand least amounts. */
  hasMinimums: boolean
}

/** Whose least amounts a devnet's contracts demand. */
export type MinimumsName = keyof typeof minimumsOf
export const minimumsNames = ['mainnet', 'testnet'] as const satisfies readonly MinimumsName[]

/** The protocols that a devnet can speak. */
export const networks = {
  legacy: {
    createSet: () => legacySet,
    createGeneration: createLegacy,
    lockTimes: { least: 0, most: 10 ** 9 },
    hasServices: false,
    hasMinimums: false,
  },
  v1: {
    createSet: (name) => createV1Set(minimumsOf[name]),
    createGeneration: createV1,
    lockTimes: { least: 3_600, most: 604_800 },
    hasServices: true,
    hasMinimums: true,
  },
} as const satisfies Readonly<Record<string, Network>>

export type ProtocolId = keyof typeof networks

export const isProtocolId = (id: string): id is ProtocolId => Object.hasOwn(networks, id)
