import type { Deployment } from './calls.js'
import { zeroGDevnet, zeroGMainnet, zeroGTestnet } from './chains.js'

/** Galileo's chain id until September 2025; the same network answers to 16602 today. */
const oldTestnetId = 16_601

/**
 * Deployments that speak `legacy`, oldest first: the ABI of the weeks from 27 September to 5 November 2025.
 *
 * On the testnet none of them is current. The devnet's is where `@zg/devnet` puts it on a fresh chain.
 */
export const legacyDeployments: readonly Deployment[] = [
  {
    chainId: zeroGTestnet.id,
    contracts: {
      ledger: '0x907a552804CECC0cBAeCf734E2B9E45b2FA6a960',
      inference: '0x192ff84e5E3Ef3A6D29F508a56bF9beb344471f3',
    },
    since: '2025-09-27',
    until: '2025-10-08',
  },
  {
    chainId: zeroGTestnet.id,
    contracts: {
      ledger: '0x09D00A2B31067da09bf0e873E58746d1285174Cc',
      inference: '0x4F850eb2AbC036096999882b54E92EcD63Aec13d',
    },
    since: '2025-10-08',
    until: '2025-11-05',
  },
  {
    chainId: zeroGDevnet.id,
    contracts: {
      ledger: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
      inference: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
    },
    since: '2025-10-08',
  },
]

/** Deployments that speak `v1`, the protocol that the networks run since 19 November 2025. */
export const v1Deployments: readonly Deployment[] = [
  {
    chainId: zeroGTestnet.id,
    contracts: {
      ledger: '0xE70830508dAc0A97e6c087c75f402f9Be669E406',
      inference: '0xa79F4c8311FF93C06b8CfB403690cc987c93F91E',
    },
    since: '2025-11-19',
  },
  {
    chainId: zeroGMainnet.id,
    contracts: {
      ledger: '0x2dE54c845Cd948B72D2e32e39586fe89607074E3',
      inference: '0x47340d900bdFec2BD393c626E12ea0656F938d84',
    },
    since: '2025-11-19',
  },
  {
    chainId: zeroGDevnet.id,
    contracts: {
      ledger: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
      inference: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
    },
    since: '2025-11-19',
  },
]

/**
 * Deployments of generations that no protocol here speaks: the ZK settlement of summer 2025, and the days between
 * `legacy` and `v1`. Good for telling somebody with an old address what it was.
 *
 * Deployments before August 2025 are left out, because no record says on which chain id they stood.
 */
export const retiredDeployments: readonly Deployment[] = [
  {
    chainId: oldTestnetId,
    contracts: {
      ledger: '0x20f6E41b27fB6437B6ED61a42DcddB6328749F84',
      inference: '0x9A30Ae15ee33Bbd777113c9C64b31d7f717C97A0',
    },
    since: '2025-08-09',
    until: '2025-09-27',
  },
  {
    chainId: zeroGTestnet.id,
    contracts: {
      ledger: '0xc9BF91efc972e2B1225D4d9266B31aea458EE0B5',
      inference: '0xD18A6308793bDE62c3664729e3Fd0F7CFd2565Da',
    },
    since: '2025-11-05',
    until: '2025-11-08',
  },
  {
    chainId: zeroGTestnet.id,
    contracts: {
      ledger: '0x327025B6435424735a3d97c4b1671FeFF0E8879B',
      inference: '0xa58e5220A5cF61768c7A5dBFC34a2377829240be',
    },
    since: '2025-11-08',
    until: '2025-11-19',
  },
  {
    chainId: zeroGMainnet.id,
    contracts: {
      ledger: '0x1C4450Dc74504e585571B4aF70451C0737F10b71',
      inference: '0x0754221A9f2C11D820F827170249c3cc5cC3DC74',
    },
    since: '2025-11-08',
    until: '2025-11-19',
  },
]
