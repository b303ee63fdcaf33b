/** What the Python SDK's document says, and what is so: the second table of `docs/api-names.md`. */
export const apiContradictions = [
  [
    '0G is an ERC-20 token',
    'It is the native coin of the chain (18 decimals, 1 0G = 10^18 neuron). No contract of the network knows an ERC-20.',
  ],
  [
    '`Signature` is `[R, S]`',
    'It is a JSON array of the 64 bytes of the packed signature: R packed in 32 bytes, then S in 32 bytes, little-endian.',
  ],
  [
    '`Nonce` is the account nonce + 1',
    'It is a number of the client, higher than any before: milliseconds × 10,000 + 40. It exceeds 2^53, so it is a `bigint`.',
  ],
  [
    '`Request-Hash` is a hash of the content',
    'It is the Pedersen hash of nonce, user and provider. Nothing in the legacy headers binds the body; see SECURITY.md.',
  ],
  [
    'Contracts `0x5e583B…` and `0x8e893C…`',
    'No full address exists in any source. The deployments in `@zg/contracts` carry their dates.',
  ],
  [
    'The provider calls `settleAccounts([user])`',
    'It calls `settleFeesWithTEE` with fees signed by its TEE key.',
  ],
  [
    'The provider checks signature, nonce and fee',
    "The providers of autumn 2025 checked none of them. Ours on the devnet checks all of them, as the network's earlier ones did.",
  ],
  [
    'Headers can be set once as `default_headers` of an OpenAI client',
    'On legacy a set pays for one request; the second call would be a replay and is refused. For such a client, `createApiKey` makes a key on today’s network.',
  ],
  [
    '`default` network is testnet',
    'There is no default: name a network or an endpoint. An unknown chain is an error.',
  ],
  [
    '`403 Forbidden` means a missing `/v1/proxy`',
    "Right, but it comes from the provider's web server. `getServiceMetadata` adds the path.",
  ],
  [
    'Ledger 0.1 0G, transfer 0.5 0G',
    'Enough on the legacy network. Today a ledger is opened with 3 0G and a sub-account with 1 0G at least (testnet: 0.1 and 0.01), and a provider answers only while it holds 1 0G more than is owed.',
  ],
] as const
