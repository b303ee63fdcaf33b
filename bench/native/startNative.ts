import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { writeConstants } from './writeConstants.js'

export type Native = {
  /** The compiler, as it names itself. */
  compiler: string
  ask: (line: string) => Promise<string>
  stop: () => void
}

const compilers = ['clang', 'gcc', 'cc']

/** Compiles the program beside this file with the best compiler there is, and starts it; null when there is none. */
export function startNative(): Native | null {
  const command = compilers.find((name) => spawnSync(name, ['--version']).status === 0)
  if (!command) return null
  const folder = mkdtempSync(join(tmpdir(), 'zg-native-'))
  writeConstants(join(folder, 'constants.h'))
  const program = join(folder, 'main')
  const here = fileURLToPath(new URL('.', import.meta.url))
  const flags = ['-O3', '-march=native', '-Wall', '-I', folder, '-I', here, '-o', program]
  const { status, stderr } = spawnSync(command, [...flags, join(here, 'main.c')], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`)
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const ask = async (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`)
    const { value, done } = await lines.next()
    if (done) throw new Error(`The program left at "${line}".`)
    return value
  }
  const stop = () => {
    child.kill()
    rmSync(folder, { recursive: true, force: true })
  }
  const [compiler = command] = spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.split('\n')
  return { compiler, ask, stop }
}
