import ts from 'typescript'

/** One edit on one line: `text[start, end)` becomes `replacement`. */
export type Mutation = { line: number; start: number; end: number; replacement: string; kind: string }

const swaps: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>': '<=',
  '<=': '>',
  '>=': '<',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '**': '*',
  '<<': '>>',
  '>>': '<<',
  '&': '|',
  '|': '&',
  '^': '&',
  '+=': '-=',
  '-=': '+=',
}

/** Every mutation of a source file that stays on one line of code; types, imports and comments are left alone. */
export function findMutations(text: string): Mutation[] {
  const file = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true)
  const found: Mutation[] = []
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line
  const add = (kind: string, node: ts.Node, replacement: string) => {
    const [start, end] = [node.getStart(file), node.getEnd()]
    const line = lineOf(start)
    if (line === lineOf(end)) found.push({ line: line + 1, start, end, replacement, kind })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeAliasDeclaration(node))
      return
    mutateNode(node, add)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function mutateNode(node: ts.Node, add: (kind: string, node: ts.Node, replacement: string) => void): void {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.getText()
    const swapped = swaps[operator]
    // Text that is joined is not arithmetic: `a - b` of two texts only fails to compile.
    if (swapped && !(operator === '+' && /['"`]/.test(node.getText())))
      add('operator', node.operatorToken, swapped)
  } else if (node.kind === ts.SyntaxKind.TrueKeyword) add('boolean', node, 'false')
  else if (node.kind === ts.SyntaxKind.FalseKeyword) add('boolean', node, 'true')
  else if (ts.isNumericLiteral(node)) add('number', node, node.text === '0' ? '1' : `(${node.getText()} + 1)`)
  else if (ts.isBigIntLiteral(node)) add('bigint', node, `(${node.getText()} + 1n)`)
  else if (ts.isStringLiteral(node) && isValue(node))
    add('string', node, node.text === '' ? `'mutated'` : `''`)
  else if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition
    add('condition', condition, `!(${condition.getText()})`)
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    add('negation', node, node.operand.getText())
  } else if (ts.isExpressionStatement(node) || ts.isThrowStatement(node)) add('dropped', node, ';')
  else if (ts.isReturnStatement(node) && node.expression) add('return', node, 'return undefined as never')
}

/** Texts that the program computes with; property names are part of a type, and error prose is nobody's logic. */
function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false
  return !/\s\S+\s/.test(node.text)
}

/** Takes `count` mutations on different lines, each line as likely as any other. */
export function pickMutations<file extends { path: string; text: string }>(
  files: readonly file[],
  count: number,
  random: () => number,
): { file: file; mutation: Mutation }[] {
  const lines = new Map<string, { file: file; mutation: Mutation }[]>()
  for (const file of files) {
    for (const mutation of findMutations(file.text)) {
      const key = `${file.path}:${mutation.line}`
      lines.set(key, [...(lines.get(key) ?? []), { file, mutation }])
    }
  }
  const pool = [...lines.values()]
  const picked: { file: file; mutation: Mutation }[] = []
  while (picked.length < count && pool.length > 0) {
    const [choices = []] = pool.splice(Math.floor(random() * pool.length), 1)
    const choice = choices[Math.floor(random() * choices.length)]
    if (choice) picked.push(choice)
  }
  return picked
}

export function applyMutation(text: string, { start, end, replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end)
}

/** mulberry32: the same numbers for the same seed, on every machine. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
