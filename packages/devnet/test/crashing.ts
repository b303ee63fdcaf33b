import { createDevnet } from '@zg/devnet'

// Starts a devnet, says where it is, and ends as it was told, without stopping it.
const { rpcUrl, providers } = await createDevnet({ port: 0, providers: 1 })
process.stdout.write(`${JSON.stringify([rpcUrl, ...providers.map(({ url }) => url)])}\n`)
setTimeout(() => {
  if (process.argv[2] === 'exception') throw new Error('planted')
  if (process.argv[2] === 'rejection') void Promise.reject(new Error('planted'))
  if (process.argv[2] === 'exit') process.exit(7)
}, 100)
