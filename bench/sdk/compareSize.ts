import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { installPackage } from '../../scripts/interop/installPackage.js'
import { officialPackage } from '../../scripts/interop/v1/officialPackage.js'
import { median } from '../median.js'
import { type Installed, listInstalled } from './measureFolder.js'
import { type ImportTime, listLoaded, timeImports, writeViemParts } from './measureImports.js'
import { packProject, viemProject } from './packProject.js'

/** What an installation weighs and an import takes, ours and the official client's. */
export async function compareSize(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'zg-size-'))
  try {
    const project = await packProject(folder)
    const installed = listInstalled(project)
    const viems = new Set(listInstalled(await viemProject(folder)).map(({ id }) => id))
    const ours = installed.filter(({ id }) => !viems.has(id))
    const others = ours.filter(({ name }) => !name.startsWith('@zg/'))
    const load = installPackage(officialPackage('0.9.0'), 'ethers@6.17.0')
    const theirs = listInstalled(dirname(load.resolve('./package.json')))

    console.log('\n### installation and import\n')
    console.log('| | `@zg/sdk` | official 0.9.0 |')
    console.log('|---|--:|--:|')
    console.log(`| all that npm installs, MB | ${megabytes(installed)} | ${megabytes(theirs)} |`)
    console.log(`| packages | ${installed.length} | ${theirs.length} |`)
    console.log(`| without viem and its packages, MB | ${megabytes(ours)} | |`)
    console.log(`| packages that are neither viem's nor \`@zg\` | ${others.length} | |`)

    const sdk = pathToFileURL(join(project, 'node_modules/@zg/sdk/dist/index.js')).href
    const zgs = installed.flatMap(({ name }) => (name.startsWith('@zg/') ? [name] : []))
    const parts = writeViemParts(project, zgs)
    const official = pathToFileURL(load.resolve('@0gfoundation/0g-compute-ts-sdk')).href
    const [own = [], viem = [], other = []] = timeImports([sdk, parts, official])
    const middle = (times: readonly ImportTime[], of: 'cpu' | 'ms') => median(times.map((time) => time[of]))
    console.log(`| import, ms | ${middle(own, 'ms').toFixed(0)} | ${middle(other, 'ms').toFixed(0)} |`)
    console.log(
      `| import, ms of the processor | ${middle(own, 'cpu').toFixed(0)} | ${middle(other, 'cpu').toFixed(0)} |`,
    )
    const ratio = median(own.map(({ cpu }, round) => cpu / (viem[round]?.cpu ?? Number.NaN)))
    console.log(`| times the parts of viem that it uses | ${ratio.toFixed(2)} | |`)
    const early = listLoaded(sdk).filter((url) => /@zg\/(crypto|attestation)|@noble\/ciphers/.test(url))
    console.log(`| files of crypto and attestation among those imported | ${early.length} | |`)
    for (const { id, bytes } of ours) console.log(`\n${id}: ${(bytes / 1e6).toFixed(2)} MB`)
    for (const url of early.slice(0, 5)) console.log(`\nloaded: ${url.slice(url.indexOf('node_modules'))}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const megabytes = (packages: readonly Installed[]): string =>
  (packages.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6).toFixed(1)
