import { attestation } from './attestation/attestation.js'
import { crypto } from './crypto/crypto.js'
import { native } from './native/native.js'
import { sdk } from './sdk/sdk.js'

const suites = { attestation, crypto, native, sdk }
const isSuite = (name: string): name is keyof typeof suites => Object.hasOwn(suites, name)
const given = process.argv.slice(2)
const flags = given.filter((one) => one.startsWith('--'))
const wanted = given.filter((one) => !one.startsWith('--'))

for (const name of wanted.length === 0 ? Object.keys(suites) : wanted) {
  if (!isSuite(name))
    throw new Error(`"${name}" is not a benchmark. Known: ${Object.keys(suites).join(', ')}.`)
  await suites[name](flags)
}
// circomlibjs leaves threads behind.
process.exit()
