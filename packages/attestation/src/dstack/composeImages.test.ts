import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument, visit } from 'yaml'
import { composeImages } from './composeImages.js'

const digest = `sha256:${'0'.repeat(64)}`
const good = `ghcr.io/a/b@${digest}`
const service = (...lines: string[]) => `services:\n  one:\n    image: ${good}\n${lines.join('\n')}\n`

describe('a compose is pinned', () => {
  test.each([
    ['an image', ''],
    ['a second image in quotation marks', `  two:\n    image: "x:1@${digest}" # really`],
    ['comments and empty lines', '# image: x\n\n   # image: y'],
    ['text for others to read', '    command: |\n      image: x\n\n        build: .\n    tty: true'],
    ['folded text in a list', '    command:\n      - >-\n        image: x\n      - y'],
    ['a list on one line', '    test: ["CMD", "image: x", \'y\'] # z'],
    ['a list over several lines', '    test: ["CMD",\n      "image: x",\n    ]\n    tty: true'],
    ['a list below its key', '    test:\n      [\n        "CMD", "image: x"\n      ]'],
    ['braces without a word that matters', '    options: { max-size: "50m", max-file: "3" }\n    x: {}'],
    ['anchors and what they are used for', '    logging: &log\n      driver: x\n  two:\n    <<: *log'],
    ['windows’ ends of lines', '    tty: true\r\n    stdin: false\r'],
    ['a plain text over two lines', '    command: one\n      two'],
  ])('with %s', (_, more) => {
    expect(composeImages(service(more)).faults).toEqual([])
  })
})

describe('a compose is not pinned', () => {
  test.each([
    ['a tag', '  two:\n    image: x:latest', 'line 5: x:latest is not pinned'],
    ['a short digest', '    image: x@sha256:00', 'line 4: x@sha256:00 is not pinned'],
    ['a variable', `    image: \${X}@${digest}`, 'is not pinned'],
    ['an alias', '    image: *other', 'is not pinned'],
    ['an image on the next line', '    image:\n      x', 'an image without a name is not pinned'],
    ['a key in quotation marks', '    "image": x', 'x is not pinned'],
    ['a space before the colon', '    image : x', 'x is not pinned'],
    ['a key with an escape', String.raw`    "im\u0061ge": x`, 'its quotation can’t be judged'],
    ['a key with an anchor', '    &a image: x', 'its form can’t be judged'],
    ['a key with a tag', '    !!str image: x', 'its form can’t be judged'],
    ['a key with a question mark', '    ? image\n    : x', 'its form can’t be judged'],
    ['braces', '  two: { image: x }', 'its braces can’t be judged'],
    ['braces over lines', '  two: {\n    image: x }', 'its braces can’t be judged'],
    ['a build', '    build: .', 'build takes code from elsewhere'],
    ['an extension', '    extends: x', 'extends takes code from elsewhere'],
    ['an include', 'include:\n  - x', 'include takes code from elsewhere'],
    ['a mounted image', '    volumes:\n      - type: image', 'it mounts an image'],
    ['text in quotation marks over lines', '    x: "a\n      image: y"', 'its quotation can’t be judged'],
    ['a plain text that looks like a list', '    x: a [\n    image: y\n    z: ]', 'y is not pinned'],
    ['a quoted bar', '    x: "|"\n      image: y', 'y is not pinned'],
    [
      'a list with a comment',
      '    x: [ a # "\n    ]\n    image: y\n    z: ["b"]',
      'its list can’t be judged',
    ],
    ['a list that does not end', '    x: [a', 'its list does not end'],
    ['an image that goes on', `    image: ${good}\n      x`, 'its image goes on in the next line'],

    ['another document', '---\nimage: y', 'it starts another document'],
    ['a line that ends for some readers only', '    # \u2028    image: y', 'it holds control characters'],
    ['such a line in text for others', '    x: |\n      \u2028image: y', 'it holds control characters'],
    ['a lone carriage return', '    # \r    image: y', 'it holds control characters'],
    ['a line that takes too long', `    a${' '.repeat(100_000)}b`, 'it is too long to judge'],
    ['a list that takes too long', `    a: [${'\n b'.repeat(100_000)}]`, 'its list does not end'],
    ['tabs', '\timage: y', 'it is indented with tabs'],
    ['a tab behind a dash', '    x:\n      -\timage: y', 'it is indented with tabs'],
  ])('with %s', (_, more, fault) => {
    expect(composeImages(service(more)).faults.join('\n')).toContain(fault)
  })

  test('without an image', () => {
    expect(composeImages('services: {}')).toEqual({ images: [], faults: ['it names no image'] })
  })
})

test('what a real reader of YAML finds is pinned wherever nothing was held against the text', () => {
  const pieces = [
    ...[
      'image',
      '"image"',
      'x',
      "'y'",
      '&a ',
      '*a',
      ': ',
      ':',
      '\n',
      '\n  ',
      '\n    ',
      '\n      ',
      '- ',
      '|',
      '>-',
    ],
    ...[
      '[',
      ']',
      '{',
      '}',
      ', ',
      '"',
      "'",
      ' #',
      '? ',
      '! ',
      '<<',
      good,
      'evil',
      '\u2028',
      '\r',
      '\t',
      '---',
    ],
  ]
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => service(parts.join('')))
  let judged = 0
  fc.assert(
    fc.property(text, (compose) => {
      if (composeImages(compose).faults.length > 0) return true
      const document = parseDocument(compose, { merge: true })
      if (document.errors.length > 0) return true
      judged += 1
      let sound = true
      visit(document, {
        Pair(_, { key, value }) {
          if (String(key) === 'image') sound &&= String(value) === good
        },
      })
      return sound
    }),
    { numRuns: 4_000 },
  )
  expect(judged).toBeGreaterThan(100)
})

test('any text is judged', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 2_000 }),
      (text) => composeImages(text).faults.length > 0,
    ),
  )
})
