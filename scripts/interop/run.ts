import { officialLegacyClient } from './officialLegacyClient.js'
import { ownClientOnOfficialContracts } from './ownClientOnOfficialContracts.js'
import { officialV1Cli } from './v1/officialV1Cli.js'
import { officialV1Client } from './v1/officialV1Client.js'
import { officialV1Differential } from './v1/officialV1Differential.js'
import { ownV1OnOfficialContracts } from './v1/ownV1OnOfficialContracts.js'

const flows = {
  'official-client': officialLegacyClient,
  'official-contracts': ownClientOnOfficialContracts,
  'official-v1-0.9.0': officialV1Client('0.9.0'),
  'official-v1-0.8.3': officialV1Client('0.8.3'),
  'official-v1-cli': officialV1Cli,
  'official-v1-contracts': ownV1OnOfficialContracts,
  'official-v1-differential': officialV1Differential,
}

const isFlow = (name: string): name is keyof typeof flows => Object.hasOwn(flows, name)
const wanted = process.argv.slice(2)
const names = wanted.length === 0 ? Object.keys(flows) : wanted

let passed = 0
for (const name of names) {
  if (!isFlow(name)) throw new Error(`"${name}" is not a flow. Known: ${Object.keys(flows).join(', ')}.`)
  passed += await flows[name]()
}
console.log(`\n${passed} steps hold.`)
process.exit(0)
