import { memoryStore, NetworkError } from '@zg/core'
import { expect, test } from 'vitest'
import { day, now, stranger, tdxCase } from '../../test/tdxCase.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { answerAsPccs } from '../simulate/answerAsPccs.js'
import type { Collateral } from './collateral.js'
import { CollateralNotFoundError } from './collateralSource.js'
import { pccsCollateral } from './pccsCollateral.js'

const good = tdxCase()
const { quote, collateral, roots } = good

/** A PCCS that has this collateral, and what it was asked. */
function pccs(
  having: Collateral,
  change: (url: string, answer: Response) => Response = (_, answer) => answer,
) {
  const asked: string[] = []
  const fetch = async (input: unknown) => {
    const url = String(input)
    asked.push(url)
    return change(url, answerAsPccs(having, url) ?? new Response(null, { status: 404 }))
  }
  return { asked, fetch: fetch as typeof globalThis.fetch }
}

const clockAt = (time: number) => {
  let moment = time
  return {
    clock: () => moment,
    pass: (ms: number) => {
      moment += ms
    },
  }
}

test('keeps what is proven until the first part expires', async () => {
  const rest = tdxCase({ crls: { pckCa: { nextUpdate: now + day } } })
  const { asked, fetch } = pccs(rest.collateral)
  const { clock, pass } = clockAt(now)
  const source = pccsCollateral({ url: 'http://pccs', fetch, clock, roots: rest.roots })
  await source(rest.quote)
  pass(day - 1)
  expect(await source(rest.quote)).toEqual(rest.collateral)
  expect(asked).toHaveLength(4)
  pass(1)
  await source(rest.quote)
  expect(asked).toHaveLength(8)
})

test.each<[string, Collateral]>([
  ['edited', { ...collateral, tcb_info: collateral.tcb_info.replace('UpToDate', 'SWHardeningNeeded') }],
  ['without a CRL that fits', { ...collateral, pck_crl: collateral.root_ca_crl }],
  ['of another root', tdxCase().collateral],
  ['of another signer', tdxCase({ signer: stranger }).collateral],
])('hands on collateral that is %s, for the verifier to refuse, and does not keep it', async (_, bad) => {
  const { asked, fetch } = pccs(bad)
  const store = memoryStore({ now: () => now })
  const source = pccsCollateral({ url: 'http://pccs', fetch, store, clock: () => now, roots })
  expect(await source(quote)).toEqual(bad)
  await source(quote)
  expect(asked).toHaveLength(8)
  const honest = pccsCollateral({
    url: 'http://pccs',
    fetch: pccs(collateral).fetch,
    store,
    clock: () => now,
    roots,
  })
  expect(await honest(quote)).toEqual(collateral)
})

test('what a store holds is read again, and fetched anew when it is damaged', async () => {
  const store = memoryStore({ now: () => now })
  const { asked, fetch } = pccs(collateral)
  const create = () => pccsCollateral({ url: 'http://pccs', fetch, store, clock: () => now, roots })
  await create()(quote)
  expect(await create()(quote)).toEqual(collateral)
  expect(asked).toHaveLength(4)
  await store.set('zg.collateral:http://pccs:standard:5e1f7e57cafe:platform', '{')
  expect(await create()(quote)).toEqual(collateral)
  expect(asked).toHaveLength(8)
})

test('asks for the early update, and for the root CRL elsewhere, when told to', async () => {
  const { asked, fetch } = pccs(collateral)
  const rootCrlUrl = 'http://root/sgx/certification/v4/rootcacrl'
  await pccsCollateral({ url: 'http://pccs', fetch, clock: () => now, roots, update: 'early', rootCrlUrl })(
    quote,
  )
  expect(asked.filter((url) => url.includes('update=early'))).toHaveLength(2)
  expect(asked).toContain(rootCrlUrl)
})

const to = (path: string, answer: () => Response) => (url: string, other: Response) =>
  url.includes(path) ? answer() : other
const without = (name: string) => (_: string, answer: Response) => {
  answer.headers.delete(name)
  return answer
}
const tcb = (text: string) =>
  to('/tcb', () => new Response(text, { headers: { 'TCB-Info-Issuer-Chain': 'x' } }))

test.each<[string, (url: string, answer: Response) => Response, new (...options: never[]) => Error, string]>([
  [
    'does not know the family',
    to('/tcb', () => new Response(null, { status: 404 })),
    CollateralNotFoundError,
    'The PCCS has no collateral for the platform family 5e1f7e57cafe',
  ],
  [
    'is broken',
    to('/qe/', () => new Response('', { status: 500 })),
    NetworkError,
    'answered with something else',
  ],
  [
    'shows no chain',
    without('TCB-Info-Issuer-Chain'),
    MalformedEvidenceError,
    'shows no header TCB-Info-Issuer-Chain',
  ],
  [
    'has a chain with bad escapes',
    (_, answer) => {
      answer.headers.set('TCB-Info-Issuer-Chain', '%zz')
      return answer
    },
    MalformedEvidenceError,
    'TCB-Info-Issuer-Chain is malformed',
  ],
  ['has no statement', tcb('{"signature":""}'), MalformedEvidenceError, 'has no tcbInfo with a signature'],
  ['has no signature', tcb('{"tcbInfo":{}}'), MalformedEvidenceError, 'has no tcbInfo with a signature'],
  ['answers with no JSON', tcb('<html>'), MalformedEvidenceError, 'it is no JSON'],
  [
    'answers with no text',
    to('/tcb', () => new Response(Uint8Array.of(0xff))),
    MalformedEvidenceError,
    'is no text',
  ],
  [
    'has a CRL that is no hex',
    to('/rootcacrl', () => new Response('zz')),
    MalformedEvidenceError,
    'is not hex',
  ],
])('a PCCS that %s', async (_, change, error, message) => {
  const source = pccsCollateral({ url: 'http://pccs', ...pccs(collateral, change), clock: () => now, roots })
  const failure = await source(quote).catch((reason: unknown) => reason)
  expect(failure).toBeInstanceOf(error)
  expect(String(failure)).toContain(message)
})

test('a quote that can not be read, or is of an unknown CA, asks nobody', async () => {
  const { asked, fetch } = pccs(collateral)
  const source = pccsCollateral({ url: 'http://pccs', fetch })
  await expect(source(quote.subarray(0, 600))).rejects.toThrow(MalformedEvidenceError)
  const strange = tdxCase({ certificates: { pck: { issuer: stranger } } })
  await expect(source(strange.quote)).rejects.toThrow(EvidenceError)
  expect(asked).toEqual([])
})
