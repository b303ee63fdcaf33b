import { isGenerated, isMain, isTest, listFiles, readFiles, type SourceFile } from './repository.js'

type Line = { text: string; number: number }

/** More equal lines than this in two places are one thing written twice. */
const limit = 15

/** Names each run of more than fifteen equal lines that stands in two places; blanks, comments and imports don't count. */
export function findDuplicates(files: readonly SourceFile[]): string[] {
  const seen = new Map<string, { path: string; number: number; index: number }>()
  const found: string[] = []
  for (const { path, text } of files) {
    const lines = readLines(text)
    let reportedUntil = 0
    for (let index = 0; index + limit < lines.length; index++) {
      const window = lines.slice(index, index + limit + 1)
      const key = window.map((line) => line.text).join('\n')
      const first = seen.get(key)
      if (!first) seen.set(key, { path, number: window[0]?.number ?? 0, index })
      // A run that repeats its own line overlaps itself: that is one place, not two.
      else if (index >= reportedUntil && (first.path !== path || first.index + limit < index)) {
        found.push(`${path}:${window[0]?.number} repeats ${first.path}:${first.number}`)
        reportedUntil = index + limit + 1
      }
    }
  }
  return found
}

function readLines(text: string): Line[] {
  const code = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, blank)
    .replaceAll(/^\s*(import|export) [^'"`;=()]*?from ['"][^'"]+['"];?$/gm, blank)
    .replaceAll(/^\s*import ['"].*$/gm, blank)
  return code
    .split('\n')
    .map((line, index) => ({ text: line.replace(/^\s*\/\/.*$/, '').trim(), number: index + 1 }))
    .filter((line) => line.text !== '')
}

function blank(match: string): string {
  return match.replaceAll(/[^\n]/g, '')
}

if (isMain(import.meta.url)) {
  const paths = listFiles().filter(
    (path) => /\.(ts|tsx|mjs|sol)$/.test(path) && !isTest(path) && !isGenerated(path),
  )
  const found = findDuplicates(readFiles(paths))
  for (const line of found) console.error(line)
  if (found.length > 0) process.exitCode = 1
}
