import type { Protocol } from '@zg/contracts'
import type { AtomicStore } from '@zg/core'
import { type Auth, type MessageSigner, sessionAuth } from '@zg/inference/base'
import { loadOnce } from './loadOnce.js'

type Payer = { account: MessageSigner; store: AtomicStore }

/** How each kind of protocol is paid. The legacy one's cryptography is loaded when its first headers are asked for, by nobody else. */
const auths: Readonly<Record<Protocol['auth'], (payer: Payer) => Auth>> = {
  session: ({ account }) => sessionAuth({ account }),
  eddsa: (payer) => {
    const load = loadOnce(async () => (await import('@zg/inference/eddsa')).eddsaAuth(payer))
    return { kind: 'eddsa', authorize: async (request) => (await load()).authorize(request) }
  },
}

export const brokerAuth = ({ auth }: Protocol, payer: Payer): Auth => auths[auth](payer)
