import type { MessageSigner } from '@zg/inference/base'
import type { Account, Client } from 'viem'
import { signMessage } from 'viem/actions'
import { WalletRequiredError } from './errors.js'

/** The account itself where it signs alone, else the wallet behind the client. */
export function toMessageSigner(account: Account, wallet: Client | undefined): MessageSigner {
  const { address } = account
  if (account.type !== 'json-rpc')
    return { address, signMessage: ({ message }) => account.signMessage({ message }) }
  return {
    address,
    signMessage: ({ message }) => {
      if (!wallet) throw new WalletRequiredError({ address })
      return signMessage(wallet, { account, message })
    },
  }
}
