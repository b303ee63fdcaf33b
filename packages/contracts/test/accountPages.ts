import type { Address } from 'viem'
import { expect } from 'vitest'
import { other, owner, provider, user } from './chain.js'

type Parties = { user: Address; provider: Address }
type Page = readonly [accounts: readonly Parties[], total: bigint]
type Read<args extends readonly unknown[]> = (args: args) => Promise<Page>

/** Holds the pages of accounts by user, by provider and over all; opened were user–provider, other–provider, user–owner. */
export async function expectPages(read: {
  getAllAccounts: Read<readonly [bigint, bigint]>
  getAccountsByUser: Read<readonly [Address, bigint, bigint]>
  getAccountsByProvider: Read<readonly [Address, bigint, bigint]>
}) {
  const names = ([accounts, total]: Page) => [
    ...accounts.map((account) => `${account.user} ${account.provider}`),
    total,
  ]
  const name = (account: typeof user, to: typeof user) => `${account.address} ${to.address}`
  const all = [name(user, provider), name(other, provider), name(user, owner), 3n]
  expect(names(await read.getAllAccounts([0n, 0n]))).toEqual(all)
  expect(names(await read.getAllAccounts([0n, 50n]))).toEqual(all)
  expect(names(await read.getAllAccounts([1n, 1n]))).toEqual([name(other, provider), 3n])
  expect(names(await read.getAllAccounts([3n, 0n]))).toEqual([3n])
  expect(names(await read.getAllAccounts([4n, 1n]))).toEqual([3n])
  expect(names(await read.getAccountsByUser([user.address, 0n, 50n]))).toEqual([
    name(user, provider),
    name(user, owner),
    2n,
  ])
  expect(names(await read.getAccountsByProvider([provider.address, 1n, 0n]))).toEqual([
    name(other, provider),
    2n,
  ])
  expect(names(await read.getAccountsByProvider([user.address, 0n, 0n]))).toEqual([0n])
}
