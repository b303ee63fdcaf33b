import { utf8ToBytes } from '@zg/core'
import { legacyDeployments } from '../deployments.js'
import type { Protocol } from '../protocol.js'
import { classify } from './legacy/classify.js'
import { history } from './legacy/history.js'
import { inference } from './legacy/inference.js'
import { ledger } from './legacy/ledger.js'
import { provider } from './legacy/provider.js'
import { toError } from './legacy/toError.js'

/** The network of autumn 2025: EdDSA-signed headers, TEE settlement with a signer that the user records. */
export const legacy = {
  id: 'legacy',
  deployments: legacyDeployments,
  auth: 'eddsa',
  limits: {
    // What providers of that generation held back for the answer.
    reserve: ({ outputPrice }) => outputPrice * 5_000n,
    reserveFollowsPrice: true,
    inputFee: ({ inputPrice }, content) => BigInt(utf8ToBytes(content).length) * inputPrice,
  },
  ledger,
  inference,
  history,
  provider,
  owner: null,
  toError,
  classify,
} as const satisfies Protocol
