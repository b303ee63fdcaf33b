import { crypto } from './crypto.js'
import { sdk } from './sdk/sdk.js'

const suites = { crypto, sdk }
const isSuite = (name: string): name is keyof typeof suites => Object.hasOwn(suites, name)
const wanted = process.argv.slice(2)

for (const name of wanted.length === 0 ? Object.keys(suites) : wanted) {
  if (!isSuite(name))
    throw new Error(`"${name}" is not a benchmark. Known: ${Object.keys(suites).join(', ')}.`)
  await suites[name]()
}
// circomlibjs leaves threads behind.
process.exit(0)
