import type { Protocol } from '@zg/contracts'
import type { AtomicStore } from '@zg/core'
import { type Auth, type MessageSigner, sessionAuth } from '@zg/inference'

type Payer = { account: MessageSigner; store: AtomicStore }

/** How each kind of protocol is paid. The legacy one's cryptography is loaded when its first headers are asked for, by nobody else. */
const auths: Readonly<Record<Protocol['auth'], (payer: Payer) => Auth>> = {
  session: ({ account }) => sessionAuth({ account }),
  eddsa: (payer) => {
    let loading: Promise<Auth> | undefined
    const load = async () => (await import('@zg/inference/eddsa')).eddsaAuth(payer)
    return {
      kind: 'eddsa',
      authorize: async (request) => {
        loading ??= load()
        return (await loading).authorize(request)
      },
    }
  },
}

export const brokerAuth = ({ auth }: Protocol, payer: Payer): Auth => auths[auth](payer)
