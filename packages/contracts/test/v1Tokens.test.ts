import { beforeEach, describe, expect, it } from 'vitest'
import { provider, revertOf, user } from './chain.js'
import { og } from './v1Chain.js'
import { useV1 } from './v1Rig.js'

const rig = useV1()

const missing = `AccountNotExists(${user.address}, ${provider.address})`
const to = { account: user }
const parties = { user: user.address, provider: provider.address }
const revokeToken = (id: number) => rig.chain.inference.write.revokeToken([provider.address, id], to)
const revokeTokens = (ids: readonly number[]) =>
  rig.chain.inference.write.revokeTokens([provider.address, ids], to)
const revokeAll = () => rig.chain.inference.write.revokeAllTokens([provider.address], to)
const isRevoked = (id: number) =>
  rig.chain.inference.read.isTokenRevoked([user.address, provider.address, id])

describe('without an account', () => {
  it('there is nothing to revoke', async () => {
    const calls = [() => revokeToken(1), () => revokeTokens([1]), revokeAll, () => isRevoked(1)]
    for (const call of calls) expect(await revertOf(call())).toBe(missing)
  })
})

describe('with one', () => {
  beforeEach(async () => {
    await rig.addLedger(3n * og)
    await rig.chain.mine(rig.transfer(og))
  })
  const state = async () => {
    const { generation, revokedBitmap } = await rig.getAccount()
    return [generation, revokedBitmap]
  }

  it.each([0, 1, 7, 254, 255])('revokes token %d and no other', async (tokenId) => {
    expect(await isRevoked(tokenId)).toBe(false)
    expect(await rig.chain.mine(revokeToken(tokenId))).toEqual([['TokenRevoked', { ...parties, tokenId }]])
    expect(await state()).toEqual([0n, 1n << BigInt(tokenId)])
    expect(await isRevoked(tokenId)).toBe(true)
    expect(await isRevoked((tokenId + 1) % 256)).toBe(false)
    await rig.chain.mine(revokeToken(tokenId))
    expect(await state()).toEqual([0n, 1n << BigInt(tokenId)])
  })

  it('revokes several beside those that are dead already', async () => {
    await rig.chain.mine(revokeToken(9))
    expect(await rig.chain.mine(revokeTokens([0, 255, 0]))).toEqual([
      ['TokensRevoked', { ...parties, tokenIds: [0, 255, 0] }],
    ])
    expect(await state()).toEqual([0n, 1n | (1n << 9n) | (1n << 255n)])
    expect(await rig.chain.mine(revokeTokens([]))).toEqual([['TokensRevoked', { ...parties, tokenIds: [] }]])
    expect(await state()).toEqual([0n, 1n | (1n << 9n) | (1n << 255n)])
  })

  it('revokes all by a new generation, in which every id is free', async () => {
    await rig.chain.mine(revokeToken(9))
    for (const newGeneration of [1n, 2n]) {
      expect(await rig.chain.mine(revokeAll())).toEqual([['AllTokensRevoked', { ...parties, newGeneration }]])
      expect(await state()).toEqual([newGeneration, 0n])
    }
    expect(await isRevoked(9)).toBe(false)
  })
})
