import { join } from 'node:path'
import ts from 'typescript'
import { isMain, isTest, listFiles, readFiles, root, type SourceFile } from './repository.js'

type Example = { path: string; line: number; code: string }

/** Every `ts` block in a file: a Markdown fence, or a fence inside a TSDoc comment. */
export function findExamples({ path, text }: SourceFile): Example[] {
  const found: Example[] = []
  const fence = /^([ \t]*(?:\* ?)?)```ts[^\n]*\n([\s\S]*?)^[ \t]*(?:\* ?)?```[ \t]*$/gm
  for (const match of text.matchAll(fence)) {
    const [, prefix = '', body = ''] = match
    const code = prefix.includes('*') ? body.replaceAll(/^[ \t]*\*[ ]?/gm, '') : body
    found.push({ path, line: text.slice(0, match.index).split('\n').length + 1, code })
  }
  return found
}

/** Type-checks each example on its own, over the sources; names what does not compile, by the line it stands on. */
export function checkExamples(examples: readonly Example[]): string[] {
  const configPath = join(root, 'tsconfig.json')
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root)
  const compilerOptions = { ...options, noUnusedLocals: false, noUnusedParameters: false }
  const virtual = new Map(
    // In the root folder, so that imports resolve as the repository's own do; the file is never written.
    examples.map((example, index) => [join(root, `example-${index}.ts`), example] as const),
  )
  const host = ts.createCompilerHost(compilerOptions)
  const { fileExists, readFile, getSourceFile } = host
  const content = (name: string) => {
    const example = virtual.get(name)
    return example && `${example.code}\nexport {}\n`
  }
  host.fileExists = (name) => virtual.has(name) || fileExists(name)
  host.readFile = (name) => content(name) ?? readFile(name)
  host.getSourceFile = (name, target, ...rest) => {
    const text = content(name)
    return text === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, text, target)
  }
  const program = ts.createProgram([...virtual.keys()], compilerOptions, host)
  return [...virtual].flatMap(([name, example]) => {
    const file = program.getSourceFile(name)
    if (!file) return [`${example.path}:${example.line}: was not read`]
    return ts.getPreEmitDiagnostics(program, file).map((diagnostic) => {
      const line = example.line + (file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0)
      return `${example.path}:${line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`
    })
  })
}

if (isMain(import.meta.url)) {
  const paths = listFiles().filter(
    (path) =>
      /^(packages\/[^/]+\/(src\/.*\.ts|README\.md)|docs\/.*\.md|[A-Z]+\.md)$/.test(path) && !isTest(path),
  )
  const found = checkExamples(readFiles(paths).flatMap(findExamples))
  for (const line of found) console.error(line)
  if (found.length > 0) process.exitCode = 1
}
