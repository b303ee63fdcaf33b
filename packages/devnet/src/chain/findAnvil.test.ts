import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AnvilNotFoundError } from '../errors.js'
import { findAnvil } from './findAnvil.js'

let folder = ''
let program = ''
const nowhere = () => null

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zg-anvil-'))
  program = join(folder, 'anvil')
  writeFileSync(program, '#!/bin/sh\n')
  chmodSync(program, 0o755)
  mkdirSync(join(folder, 'folder', 'anvil'), { recursive: true })
  mkdirSync(join(folder, 'plain'))
  writeFileSync(join(folder, 'plain', 'anvil'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('findAnvil', () => {
  test('takes ANVIL before all else', () => {
    expect(findAnvil({ ANVIL: program, PATH: '' }, () => '/bin/sh')).toBe(program)
  })

  test('takes the npm package before the PATH', () => {
    expect(findAnvil({ PATH: folder }, () => '/bin/sh')).toBe('/bin/sh')
    expect(findAnvil({ PATH: folder })).toMatch(/anvil-\w+-\w+\/bin\/anvil$/)
  })

  test('takes the first program on the PATH, no folder and no plain file', () => {
    const path = ['', join(folder, 'folder'), join(folder, 'plain'), folder].join(delimiter)
    expect(findAnvil({ ANVIL: '', PATH: path }, nowhere)).toBe(program)
    expect(findAnvil({ PATH: folder }, () => '/nowhere/anvil')).toBe(program)
  })

  test.each(['/nowhere/anvil', tmpdir()])('never passes over ANVIL=%s, which is no program', (ANVIL) => {
    const error = catchError(() => findAnvil({ ANVIL, PATH: folder }, () => '/bin/sh'))
    expect(error).toBeInstanceOf(AnvilNotFoundError)
    expect(error).toMatchObject({ name: 'AnvilNotFoundError', looked: [`ANVIL=${ANVIL}`] })
  })

  test.each([{ PATH: '/nowhere' }, {}])('says where it looked and what to install: %o', (env) => {
    expect(catchError(() => findAnvil(env, nowhere))).toMatchObject({
      looked: ['ANVIL', '@foundry-rs/anvil', 'PATH'],
      metaMessages: [
        'Looked at: ANVIL, @foundry-rs/anvil, PATH.',
        'Install it with: npm i -D @foundry-rs/anvil',
        'Or put the path of a binary into the variable ANVIL.',
      ],
    })
  })
})

function catchError(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}
