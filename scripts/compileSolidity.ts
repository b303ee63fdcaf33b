import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Abi, Hex } from 'viem'

const require = createRequire(import.meta.url)

/** One contract out of the compiler: its ABI as the compiler gives it, and its creation bytecode with 0x. */
export type CompiledContract = { abi: Abi; bytecode: Hex }

type CompilerOutput = {
  errors?: readonly {
    severity: string
    formattedMessage: string
    sourceLocation?: { file: string }
  }[]
  contracts?: Record<string, Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>
}

type Solc = {
  compile: (
    input: string,
    callbacks: { import: (path: string) => { contents: string } | { error: string } },
  ) => string
}

/** Compiler settings, the same for every contract. `paris` has no PUSH0, which older nodes refuse. */
export const solidityVersions = {
  solc: readVersion('solc'),
  openzeppelin: readVersion('@openzeppelin/contracts'),
}
export const soliditySettings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'paris',
  // Nothing of the file system or of comments goes into the bytecode: equal code gives equal bytes.
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
}

/**
 * Compiles Solidity files and gives back the contracts asked for, by name.
 *
 * Relative imports resolve against `root`, all others as npm packages. A compiler error, and a warning
 * about anything but a package, is thrown with the compiler's own text.
 */
export function compileSolidity(options: {
  root: string
  files: readonly string[]
  contracts: readonly string[]
}): Map<string, CompiledContract> {
  const load = (path: string): string =>
    readFileSync(path.startsWith('@') ? require.resolve(path) : join(options.root, path), 'utf8')
  const sources = Object.fromEntries(options.files.map((file) => [file, { content: load(file) }]))
  const solc: Solc = require('solc')
  const output: CompilerOutput = JSON.parse(
    solc.compile(JSON.stringify({ language: 'Solidity', sources, settings: soliditySettings }), {
      import: (path) => {
        try {
          return { contents: load(path) }
        } catch (error) {
          return { error: String(error) }
        }
      },
    }),
  )
  const problems = (output.errors ?? []).filter(
    ({ severity, sourceLocation }) =>
      severity === 'error' || (severity === 'warning' && !sourceLocation?.file.startsWith('@')),
  )
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.formattedMessage).join('\n'))
  const all = new Map(Object.values(output.contracts ?? {}).flatMap((file) => Object.entries(file)))
  return new Map(
    options.contracts.map((name) => {
      const contract = all.get(name)
      if (contract === undefined) throw new Error(`The compiler gave no contract named ${name}.`)
      return [name, { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` }]
    }),
  )
}

function readVersion(name: string): string {
  const manifest: { version: string } = require(`${name}/package.json`)
  return manifest.version
}
