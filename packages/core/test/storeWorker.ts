/**
 * A process beside the test's, over the same store. `count` adds one to a counter for ever and writes each result to its output;
 * `hold` enters an update and never comes out.
 */
import { writeSync } from 'node:fs'
import { fileStore } from '../src/node.js'

const [task = '', folder = ''] = process.argv.slice(2)
const store = fileStore(folder)
const say = (text: string) => writeSync(1, `${text}\n`)

if (task === 'hold') {
  await store.update('counter', (current) => {
    say('holding')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    return current
  })
}
for (;;) {
  const text = await store.update('counter', (current) => String(Number(current ?? '0') + 1))
  say(String(text))
}
