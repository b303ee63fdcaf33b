import { createDevnet } from '@zg/devnet'

// Starts a devnet, says where it is, and ends as it was told, without stopping it.
const { rpcUrl, providers } = await createDevnet({ protocol: 'legacy', port: 0, providers: 1 })
process.stdout.write(`${JSON.stringify([rpcUrl, ...providers.map(({ url }) => url)])}\n`)
if (process.argv[2] === 'orderly') {
  process.once('SIGINT', async () => {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId' })
    const reply = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    process.stdout.write(`still there: ${await reply.text()}\n`)
    process.exit(0)
  })
}
setTimeout(() => {
  if (process.argv[2] === 'exception') throw new Error('planted')
  if (process.argv[2] === 'rejection') void Promise.reject(new Error('planted'))
  if (process.argv[2] === 'exit') process.exit(7)
}, 100)
