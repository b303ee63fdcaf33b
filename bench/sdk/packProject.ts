import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from '../../scripts/repository.js'
import { runCommand } from '../../scripts/runCommand.js'

/** Builds and packs `@zg/sdk` with what it needs of ours, and installs the tarballs in an empty project in `folder`. */
export async function packProject(folder: string): Promise<string> {
  const bin = (name: string) => join(root, 'node_modules/.bin', name)
  await must(bin('turbo'), ['run', 'build', '--filter', '@zg/sdk', '--output-logs=errors-only'], root)
  const tarballs = join(folder, 'tarballs')
  mkdirSync(tarballs)
  const filters = closure('sdk').flatMap((name) => ['--filter', `./packages/${name}`])
  await must(bin('pnpm'), ['-r', ...filters, 'pack', '--pack-destination', tarballs], root)
  const packed = readdirSync(tarballs).map((name) => join(tarballs, name))
  return installProject(folder, 'zg', [...packed, viem()])
}

/** viem alone, of the version that we use, in an empty project. */
export const viemProject = (folder: string): Promise<string> => installProject(folder, 'viem', [viem()])

async function installProject(folder: string, name: string, wanted: readonly string[]): Promise<string> {
  const project = join(folder, name)
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  await must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...wanted], project)
  return project
}

function viem(): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `viem@${devDependencies.viem}`
}

/** Folders of a package of ours and of those that it depends on. */
function closure(name: string, seen: readonly string[] = []): readonly string[] {
  if (seen.includes(name)) return seen
  const path = join(root, 'packages', name, 'package.json')
  const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(path, 'utf8'),
  )
  const ours = Object.keys(dependencies).flatMap((one) => (one.startsWith('@zg/') ? [one.slice(4)] : []))
  return ours.reduce<readonly string[]>((all, one) => closure(one, all), [...seen, name])
}

async function must(command: string, args: readonly string[], cwd: string): Promise<void> {
  // turbo looks for pnpm on the path.
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` }
  const { code, output } = await runCommand(command, args, { cwd, env })
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} left with ${code}:\n${output}`)
}
