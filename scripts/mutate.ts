/**
 * Breaks one line at a time and sees whether the package's tests notice.
 *
 *     pnpm mutate [package…] [--seed N] [--count 20] [--workers 2]
 *
 * Leaves with 1 when fewer than nine of ten mutants of a package are killed.
 */
import { parseArgs } from 'node:util'
import { applyMutation, createRandom, type Mutation, pickMutations } from './mutate/mutations.js'
import { checkTypes, runTests, tryMutant } from './mutate/tryMutant.js'
import { createWorkspaceCopy } from './mutate/workspaceCopy.js'
import { isGenerated, isTest, listFiles, listPackages, readFiles, type SourceFile } from './repository.js'

type Mutant = { file: SourceFile; mutation: Mutation }
type Result = Mutant & { killedBy: string | null }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    workers: { type: 'string', default: '2' },
  },
})
const packages = positionals.length > 0 ? positionals : listPackages()
const unknown = packages.filter((name) => !listPackages().includes(name))
if (unknown.length > 0) throw new Error(`No such package: ${unknown.join(', ')}`)

const copies = Array.from({ length: Number(values.workers) }, createWorkspaceCopy)
const removeCopies = () => {
  for (const copy of copies) copy.remove()
}
process.once('SIGINT', () => process.exit(130))
process.once('SIGTERM', () => process.exit(143))
process.once('exit', removeCopies)

for (const name of packages) {
  const started = performance.now()
  const results = await mutatePackage(name)
  const killed = results.filter(({ killedBy }) => killedBy !== null).length
  const seconds = ((performance.now() - started) / 1_000).toFixed(0)
  console.log(`${name.padEnd(12)} ${killed} of ${results.length} killed, ${seconds} s, seed ${values.seed}`)
  for (const result of results) if (result.killedBy === null) console.log(showDifference(result))
  if (killed * 10 < results.length * 9 || results.length === 0) process.exitCode = 1
}

async function mutatePackage(name: string): Promise<Result[]> {
  const inSource = (path: string) => path.startsWith(`packages/${name}/src/`) && /\.ts$/.test(path)
  const isIndex = (path: string) => /(^|\/)index\.ts$/.test(path)
  const paths = listFiles().filter(
    (path) => inSource(path) && !isTest(path) && !isGenerated(path) && !isIndex(path),
  )
  // A suite that other packages run on their own code is a test, wherever it stands.
  const files = readFiles(paths).filter(({ text }) => !/from 'vitest'/.test(text))
  const waiting: Mutant[] = pickMutations(files, Number(values.count), createRandom(Number(values.seed)))
  const [first] = copies
  const folder = first?.folder ?? ''
  if (await checkTypes(folder, name, 600_000)) throw new Error(`${name} does not compile as it is.`)
  const started = performance.now()
  if (await runTests(folder, name, 600_000)) throw new Error(`The tests of ${name} fail as they are.`)
  // Two workers share the cores, so an honest run may take a multiple of this one.
  const timeoutMs = Math.max(60_000, 4 * (performance.now() - started))
  const results: Result[] = []
  const work = async (folder: string) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const killedBy = await tryMutant(folder, name, mutant, timeoutMs)
      results.push({ ...mutant, killedBy })
      const { file, mutation } = mutant
      console.error(`  ${(killedBy ?? 'SURVIVED').padEnd(8)} ${file.path}:${mutation.line} ${mutation.kind}`)
    }
  }
  await Promise.all(copies.map(({ folder }) => work(folder)))
  return results
}

function showDifference({ file, mutation }: Result): string {
  const at = (text: string) => text.split('\n')[mutation.line - 1]
  const mutated = applyMutation(file.text, mutation)
  return `  ${file.path}:${mutation.line}\n  - ${at(file.text)}\n  + ${at(mutated)}`
}
