import { McpServer } from '@modelcontextprotocol/server'
import type { Asking } from '@zg/inference/connect'
import type { Broker } from '../../createBroker.js'
import { answer } from './answer.js'
import { balanceOf, providersOf } from './read.js'
import { balanceTool, chatTool, providersTool, verifyTool } from './tools.js'

/**
 * Makes an MCP server with four tools: `zg_chat` asks a model, pays and proves; `zg_providers` lists who offers what; `zg_balance` says what is in the account;
 * `zg_verify` proves an earlier answer again. It moves no money but for the chats.
 *
 * `open` opens the connection (or route) that chats go over, once, at the first chat: give it a spend policy, since a model decides how often it asks.
 * A failure is told as the tool's error, with its remedy. Needs `@modelcontextprotocol/server` 2 and `zod` 4.
 *
 * @example
 * ```ts
 * import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
 * import { createBroker } from '@zg/sdk'
 * import { createMcpServer } from '@zg/sdk/mcp'
 *
 * const broker = createBroker({ privateKey: process.env.PRIVATE_KEY, network: 'devnet' })
 * const open = () => broker.inference.route({ spend: { perDay: '0.1', maxOutputTokens: 1_000 } })
 * async function serve() {
 *   await createMcpServer(broker, { open }).connect(new StdioServerTransport())
 * }
 * ```
 */
export function createMcpServer(
  broker: Broker,
  { open, version = '0.0.0' }: createMcpServer.Options,
): McpServer {
  const server = new McpServer({ name: 'zg', title: '0G Compute Network', version })
  let opening: Promise<Asking> | null = null
  const connection = () => {
    opening ??= open().catch((error: unknown) => {
      // The next chat tries anew: money may have come.
      opening = null
      throw error
    })
    return opening
  }

  server.registerTool(
    'zg_chat',
    chatTool,
    ({ prompt, system, max_tokens: maxTokens }, { mcpReq: { signal } }) =>
      answer(async () => {
        const instructions = system === undefined ? [] : [{ role: 'system', content: system }]
        const messages = [...instructions, { role: 'user', content: prompt }]
        const { content, id, cost, report } = await (await connection()).chat(messages, { maxTokens, signal })
        const { verdict, assurance } = report
        const costNeuron = cost.neuron === null ? null : String(cost.neuron)
        return { text: content, fields: { content, id, verdict, assurance, costNeuron } }
      }),
  )
  server.registerTool('zg_providers', providersTool, ({ model }, { mcpReq: { signal } }) =>
    answer(() => providersOf(broker, { model, signal })),
  )
  server.registerTool('zg_balance', balanceTool, (_, { mcpReq: { signal } }) =>
    answer(() => balanceOf(broker, { signal })),
  )
  server.registerTool('zg_verify', verifyTool, ({ id }) =>
    answer(async () => {
      const { verdict, assurance, checks } = await (await connection()).verify(id)
      const shown = checks.map(({ name, status, reason = null }) => ({ name, status, reason }))
      return { text: `${verdict} (${assurance})`, fields: { verdict, assurance, checks: shown } }
    }),
  )
  return server
}

export declare namespace createMcpServer {
  type Options = {
    /** Opens the connection that chats go over. */
    open: () => Promise<Asking>
    /** Of the program that serves, as clients show it. */
    version?: string | undefined
  }
}
