/** What a package may import; with `under`, only files whose path inside the package's `src` matches. */
export type Allowance = { what: string; under?: RegExp }

export type Row = { folder: string; name: string; may: readonly Allowance[] }

const allow = (...what: string[]): Allowance[] => what.map((each) => ({ what: each }))

/**
 * The packages and their arrows. A name covers its subpaths; `@zg/x/y` covers itself alone. `node` is every built-in
 * module together with `Buffer`. What the table does not allow is forbidden, among the things that `guarded` names.
 */
export const arrows: readonly Row[] = [
  {
    folder: 'packages/core',
    name: '@zg/core',
    may: [
      { what: 'node', under: /^node[/.]/ },
      { what: 'vitest', under: /^testing[/.]/ },
      { what: 'fast-check', under: /^testing[/.]/ },
      ...allow('fetch'),
    ],
  },
  { folder: 'packages/crypto', name: '@zg/crypto', may: allow('@zg/core') },
  {
    folder: 'packages/contracts',
    name: '@zg/contracts',
    may: [
      ...allow('@zg/core', 'viem'),
      { what: 'viem/actions', under: /^(read|write|chain)\// },
      { what: 'fetch', under: /^(read|write|chain)\// },
    ],
  },
  {
    folder: 'packages/ledger',
    name: '@zg/ledger',
    may: allow('@zg/core', '@zg/contracts', 'viem', 'viem/actions'),
  },
  {
    folder: 'packages/inference',
    name: '@zg/inference',
    may: [
      ...allow('@zg/core', '@zg/contracts', '@zg/attestation/response', 'viem', 'viem/actions', 'fetch'),
      { what: '@zg/crypto', under: /^auth\/eddsa\// },
      { what: '@noble/ciphers', under: /^auth\/eddsa\// },
    ],
  },
  {
    folder: 'packages/attestation',
    name: '@zg/attestation',
    may: allow('@zg/core', '@noble/ciphers', 'fetch'),
  },
  {
    folder: 'packages/sdk',
    name: '@zg/sdk',
    may: [
      ...allow('@zg/core', '@zg/crypto', '@zg/contracts', '@zg/ledger', '@zg/inference', '@zg/attestation'),
      ...allow('viem', 'viem/actions', '@noble/ciphers', 'fetch'),
      { what: 'node', under: /^(createBrokerFromEnv|node)\.ts$/ },
    ],
  },
  {
    folder: 'packages/gateway',
    name: '@zg/gateway',
    may: allow('@zg/core', '@zg/sdk', 'node', 'fetch'),
  },
  {
    folder: 'packages/devnet',
    name: '@zg/devnet',
    may: [
      ...allow('@zg/core', '@zg/contracts', '@zg/attestation/simulate', 'viem', 'viem/actions'),
      ...allow('circomlibjs', 'node', 'fetch'),
      { what: 'vitest', under: /^vitest[/.]/ },
    ],
  },
  {
    folder: 'apps/cli',
    name: '@zg/cli',
    may: allow(
      ...['@zg/core', '@zg/sdk', '@zg/gateway', '@zg/crypto', '@zg/attestation', '@zg/devnet'],
      ...['viem', 'viem/actions', 'node', 'fetch'],
    ),
  },
  {
    folder: 'apps/playground',
    name: '@zg/playground',
    may: allow('@zg/core', '@zg/sdk', '@zg/attestation', 'viem', 'viem/actions', 'fetch'),
  },
]

/** Packages whose every use the table decides; others are argued for in ARCHITECTURE.md. */
export const guarded = ['viem', 'vitest', 'fast-check', 'circomlibjs', '@noble/ciphers'] as const

/** Dependencies that a package may only take as a peer that its user need not have. */
export const optionalPeers: Readonly<Record<string, readonly string[]>> = { 'apps/cli': ['@zg/devnet'] }

/** Programs, which bring their own viem; a library imports its user's, as a peer. */
export const programs = ['packages/devnet', 'apps/cli', 'apps/playground'] as const
