import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noDetails } from '../noDetails.js'
import { readAdditionalInfo } from './additionalInfo.js'

const signer = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const read = (said: unknown) => readAdditionalInfo(JSON.stringify(said))

test('every key of the network is read', () => {
  const said = {
    TargetSeparated: true,
    TargetTeeAddress: signer.toLowerCase(),
    TEEVerifier: 'dstack',
    VerifierURL: 'https://verifier.example',
    ImageName: 'broker',
    ImageDigest: 'sha256:00',
    ProviderType: 'decentralized',
    MultiModel: true,
    priceDenomination: 'USD',
    tieredPricing: { tiers: [{ maxInputTokens: 0, inputMultiplier: 2, outputMultiplier: 3 }] },
    cacheTokenBilling: { divisor: 4 },
  }
  expect(read(said)).toEqual({
    isTargetSeparated: true,
    targetSigner: signer,
    providerType: 'decentralized',
    verifier: 'dstack',
    verifierUrl: 'https://verifier.example',
    imageName: 'broker',
    imageDigest: 'sha256:00',
    isMultiModel: true,
    priceDenomination: 'USD',
    pricing: {
      tiers: [
        {
          maxInputTokens: null,
          input: { numerator: 2n, denominator: 1n },
          output: { numerator: 3n, denominator: 1n },
        },
      ],
      cacheDivisor: 4n,
      cacheWrite: null,
      readable: true,
    },
  })
})

test.each(['', 'a text for people', '[1]', 'null', '5', '"text"', '{', '{}'])('%j says nothing', (text) => {
  expect(readAdditionalInfo(text)).toEqual(noDetails)
})

test('values of another kind say nothing', () => {
  const said = {
    TargetSeparated: 'true',
    TargetTeeAddress: '0x12',
    TEEVerifier: 5,
    VerifierURL: null,
    ImageName: {},
    ImageDigest: '',
    ProviderType: ['centralized'],
    MultiModel: 1,
    priceDenomination: 5,
  }
  expect(read(said)).toEqual(noDetails)
  expect(read({ TargetTeeAddress: 5 })).toEqual(noDetails)
})

test('a forwarder signs itself, whatever it says of its target', () => {
  const said = { TargetSeparated: true, TargetTeeAddress: signer, ProviderType: 'centralized' }
  expect(read(said)).toMatchObject({ isTargetSeparated: false, providerType: 'centralized' })
  expect(read({ ...said, ProviderType: 'standard' })).toMatchObject({ isTargetSeparated: true })
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(readAdditionalInfo(text).providerType).not.toBe('')
    }),
  )
})
