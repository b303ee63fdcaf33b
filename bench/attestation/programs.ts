import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../scripts/repository.js'

/** Who verifies: we, or `@phala/dcap-qvl`, which computes signatures in OpenSSL under Node and in JavaScript on a page. */
export type Side = 'ours' | 'theirs' | 'theirsOnPage'

const ours = pathToFileURL(join(root, 'packages/attestation/dist/index.js')).href

// dcap-qvl takes a global `window` for a page.
const theirs = `const { default: { QuoteVerifier } } = await import('@phala/dcap-qvl')
const imported = performance.now()
const verifier = QuoteVerifier.newWithRootCa(anchor)
const verify = (quote) => verifier.verify(quote, { ...collateral, pck_crl_issuer_chain: '' }, now / 1000).status
const verifyAnew = verify`

const bodies: Readonly<Record<Side, string>> = {
  ours: `const { createSignatureCache, policies, verifyTdxQuote } = await import('${ours}')
const imported = performance.now()
const given = { collateral, now, policy: policies.strict, roots: { intel: anchor } }
const cache = createSignatureCache()
const verify = (quote) => verifyTdxQuote({ ...given, quote, cache }).claims?.tcbStatus
const verifyAnew = (quote) => verifyTdxQuote({ ...given, quote }).claims?.tcbStatus`,
  theirs,
  theirsOnPage: theirs,
}

/**
 * A program that reads evidence from a file and prints milliseconds: of the import, from before it to the first verified quote, and of one more quote of the same
 * platform, with what was seen before and without.
 */
export const programOf = (side: Side, file: string): string => `import { readFileSync } from 'node:fs'
const { collateral, now, ...hex } = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'))
const bytes = (text) => Buffer.from(text, 'hex')
const [anchor, quotes] = [bytes(hex.root), hex.quotes.map(bytes)]
${side === 'theirsOnPage' ? 'globalThis.window = globalThis' : ''}
const started = performance.now()
${bodies[side]}
const check = (status) => {
  if (status !== 'UpToDate') throw new Error('It is ' + status)
}
check(verify(quotes[0]))
const verified = performance.now()
const timeEach = (some, run) =>
  some
    .map((quote) => {
      const before = performance.now()
      check(run(quote))
      return performance.now() - before
    })
    .sort((a, b) => a - b)[some.length >> 1]
const half = quotes.length >> 1
const warm = timeEach(quotes.slice(1, half), verify)
const anew = timeEach(quotes.slice(half), verifyAnew)
console.log(JSON.stringify({ imported: imported - started, first: verified - started, warm, anew }))
process.exit(0)`
