/**
 * Compiles the Solidity of `packages/contracts/solidity` and writes ABIs and bytecode as TypeScript.
 *
 *     tsx scripts/generateAbis.ts            writes what is stale
 *     tsx scripts/generateAbis.ts --force    writes everything
 *     tsx scripts/generateAbis.ts --check    writes nothing; exits 1 and names what is stale
 *
 * Each written file records a hash of all that it was made from, and one of its own text; files whose hashes hold are
 * not compiled again.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  type CompiledContract,
  compileSolidity,
  soliditySettings,
  solidityVersions,
} from './compileSolidity.js'

const repository = dirname(dirname(fileURLToPath(import.meta.url)))
const solidity = 'packages/contracts/solidity'
const generator = ['scripts/generateAbis.ts', 'scripts/compileSolidity.ts']

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

/** One written file: what of each contract goes into it. */
type Output = { path: string; contracts: readonly string[]; abi: boolean; bytecode: boolean }

/** One compiler run. A further protocol is a further row. */
export type Unit = {
  /** Folders of our own sources, none where `files` are a package's. Imports resolve against their parent. */
  folders: readonly string[]
  files: readonly string[]
  /** Start of each constant's name; empty for the contract's name alone. */
  prefix: string
  outputs: readonly Output[]
}

const protocol = (id: string): Unit => {
  const abi = (contract: string): Output => ({
    path: `packages/contracts/src/generated/${id}/${lowerFirst(contract)}.ts`,
    contracts: [contract],
    abi: true,
    bytecode: false,
  })
  return {
    folders: [id, 'shared'],
    files: [`${id}/LedgerManager.sol`, `${id}/InferenceServing.sol`],
    prefix: id,
    outputs: [
      abi('LedgerManager'),
      abi('InferenceServing'),
      {
        path: `packages/devnet/src/artifacts/${id}.ts`,
        contracts: ['LedgerManager', 'InferenceServing'],
        abi: false,
        bytecode: true,
      },
    ],
  }
}

const units: readonly Unit[] = [
  protocol('legacy'),
  protocol('v1'),
  {
    folders: [],
    files: [
      '@openzeppelin/contracts/proxy/beacon/UpgradeableBeacon.sol',
      '@openzeppelin/contracts/proxy/beacon/BeaconProxy.sol',
    ],
    prefix: '',
    outputs: [
      {
        path: 'packages/devnet/src/artifacts/proxy.ts',
        contracts: ['UpgradeableBeacon', 'BeaconProxy'],
        abi: true,
        bytecode: true,
      },
    ],
  },
]

/** Hash over everything that decides the text of a unit's files. */
export function hashUnit(root: string, unit: Unit): string {
  const own = unit.folders.flatMap((folder) =>
    readdirSync(join(root, solidity, folder))
      .filter((file) => file.endsWith('.sol'))
      .sort()
      .map((file) => [`${folder}/${file}`, read(root, `${solidity}/${folder}/${file}`)]),
  )
  const machinery = generator.map((path) => read(repository, path))
  return sha256(JSON.stringify([unit, own, solidityVersions, soliditySettings, machinery]))
}

function render(
  unit: Unit,
  output: Output,
  hash: string,
  compiled: ReadonlyMap<string, CompiledContract>,
): string {
  const origin =
    unit.folders.length === 0
      ? `@openzeppelin/contracts ${solidityVersions.openzeppelin}`
      : `solidity/${unit.prefix}`
  const constants = output.contracts.flatMap((contract) => {
    const result = compiled.get(contract)
    if (result === undefined) throw new Error(`${contract} was not compiled.`)
    const name = unit.prefix === '' ? lowerFirst(contract) : `${unit.prefix}${upperFirst(contract)}`
    return [
      ...(output.abi ? [`export const ${name}Abi = ${JSON.stringify(result.abi, null, 2)} as const\n`] : []),
      ...(output.bytecode ? [`export const ${name}Bytecode =\n  '${result.bytecode}' as const\n`] : []),
    ]
  })
  const body = constants.join('\n')
  return [
    `// Generated from ${origin} by scripts/generateAbis.ts with solc ${solidityVersions.solc}; do not edit.`,
    `// Sources: ${hash}`,
    `// Content: ${sha256(body)}`,
    '',
    body,
  ].join('\n')
}

/** Why a written file can't be kept, or null. */
export function findStaleness(text: string | null, hash: string): string | null {
  if (text === null) return 'is missing'
  const [, sources, content, , ...body] = text.split('\n')
  if (content !== `// Content: ${sha256(body.join('\n'))}`) return 'was edited by hand'
  if (sources !== `// Sources: ${hash}`) return 'is older than its sources'
  return null
}

/**
 * Brings every generated file up to date, or with `check` only says which ones are stale.
 *
 * @returns One line per stale file, empty when all are fresh.
 */
export function generateAbis(options: { root: string; check: boolean; force: boolean }): string[] {
  const { root } = options
  return units.flatMap((unit) => {
    const hash = hashUnit(root, unit)
    const stale = unit.outputs.flatMap(({ path }) => {
      const text = existsSync(join(root, path)) ? read(root, path) : null
      const reason = findStaleness(text, hash)
      return reason === null ? [] : [`${path} ${reason}`]
    })
    if (options.check || (stale.length === 0 && !options.force)) return stale
    const compiled = compileSolidity({
      root: join(root, solidity),
      files: unit.files,
      contracts: [...new Set(unit.outputs.flatMap((output) => output.contracts))],
    })
    for (const output of unit.outputs) {
      const path = join(root, output.path)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, render(unit, output, hash, compiled))
    }
    return stale
  })
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const check = process.argv.includes('--check')
  const stale = generateAbis({ root: repository, check, force: process.argv.includes('--force') })
  if (stale.length === 0) console.log('Generated ABIs and bytecode are fresh.')
  for (const line of stale) console.log(check ? line : `${line}: written`)
  if (check && stale.length > 0) {
    console.error('Run `pnpm exec tsx scripts/generateAbis.ts` and commit the result.')
    process.exitCode = 1
  }
}
