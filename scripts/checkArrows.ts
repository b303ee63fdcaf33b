import { builtinModules } from 'node:module'
import ts from 'typescript'
import { arrows, guarded, optionalPeers, programs, type Row } from './arrows.js'
import { isMain, isTest, listFiles, readFiles, type SourceFile } from './repository.js'

type Manifest = {
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

/** Names each import, `Buffer`, `fetch` and dependency that the table in `arrows.ts` does not allow. */
export function findViolations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const row = arrows.find(({ folder }) => file.path.startsWith(`${folder}/`))
    if (!row) return /^(packages|apps)\//.test(file.path) ? [`${file.path}: its package has no row`] : []
    const inside = file.path.slice(row.folder.length + 1)
    if (inside === 'package.json') return checkManifest(row, file)
    if (!inside.startsWith('src/') || !/\.[cm]?[jt]sx?$/.test(inside) || isTest(inside)) return []
    return checkSource(row, file, inside.slice('src/'.length))
  })
}

function checkSource(row: Row, file: SourceFile, inside: string): string[] {
  const imports = ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => fileName)
  const uses = new Set([...imports, ...globalsIn(file)])
  return [...uses]
    .filter((use) => !isAllowed(row, use, inside))
    .map((use) => `${file.path}: ${row.name} must not use ${use} here`)
}

function isAllowed(row: Row, use: string, inside: string): boolean {
  const names = namesOf(use)
  if (names.length === 0) return true
  return row.may.some(({ what, under }) => names.includes(what) && (under?.test(inside) ?? true))
}

/** The names in the table that allow a use; none when the table leaves it alone. */
function namesOf(use: string): string[] {
  if (use === 'Buffer' || use.startsWith('node:') || builtinModules.includes(use)) return ['node']
  if (use === 'fetch' || use.startsWith('viem/actions')) return [use]
  const parts = use.split('/')
  const name = parts.slice(0, use.startsWith('@') ? 2 : 1).join('/')
  if (use.startsWith('@zg/')) return [...new Set([name, use])]
  return guarded.some((each) => each === name) ? [name] : []
}

function globalsIn({ path, text }: SourceFile): string[] {
  if (!/\b(Buffer|fetch)\b/.test(text)) return []
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === 'Buffer') found.push('Buffer')
    if (ts.isCallExpression(node) && /^(globalThis\.)?fetch$/.test(node.expression.getText()))
      found.push('fetch')
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true))
  return found
}

function checkManifest(row: Row, file: SourceFile): string[] {
  const manifest: Manifest = JSON.parse(file.text)
  const peers = Object.keys(manifest.peerDependencies ?? {})
  const own = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })
  const found: string[] = []
  for (const name of new Set([...own, ...peers])) {
    const covered = row.may.some(({ what }) => what === name || what.startsWith(`${name}/`))
    if (namesOf(name).length > 0 && !covered) found.push(`${row.name} must not depend on ${name}`)
    if (optionalPeers[row.folder]?.includes(name)) {
      const optional = !own.includes(name) && manifest.peerDependenciesMeta?.[name]?.optional === true
      if (!optional) found.push(`${row.name} must take ${name} as an optional peer`)
    }
  }
  if (own.includes('viem') && !programs.some((folder) => folder === row.folder)) {
    found.push(`${row.name} must take viem as a peer`)
  }
  return found.map((text) => `${file.path}: ${text}`)
}

if (isMain(import.meta.url)) {
  const paths = listFiles().filter((path) => /^(packages|apps)\/[^/]+\/(src\/|package\.json$)/.test(path))
  const found = findViolations(readFiles(paths))
  for (const line of found) console.error(line)
  if (found.length > 0) process.exitCode = 1
}
