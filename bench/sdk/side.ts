import type { CountingProxy } from './startCountingProxy.js'

export type Exchange = { chatId: string; request: string; response: string; usage: string }

/** One user of one client. Amounts in whole 0G. */
export type User = {
  listService: () => Promise<unknown>
  getLedger: () => Promise<unknown>
  addLedger: (amount: number) => Promise<unknown>
  depositFund: (amount: number) => Promise<unknown>
  transferFund: (amount: number) => Promise<unknown>
  getRequestHeaders: () => Promise<Record<string, string>>
  processResponse: (exchange: Exchange) => Promise<unknown>
}

/** One client, on an endpoint of its own. */
export type Side = {
  name: 'zg' | 'official'
  rpc: CountingProxy
  open: (privateKey: `0x${string}`) => Promise<User>
  close: () => Promise<void>
}
export type SideName = Side['name']
