import { z } from 'zod'

const proof = {
  verdict: z.enum(['verified', 'failed', 'incomplete']),
  assurance: z.enum(['hardware', 'simulated', 'acknowledged']).describe('What stands behind the signer.'),
}

export const chatTool = {
  title: 'Ask a model on the 0G Compute Network',
  description:
    'Sends a prompt to an AI model of the decentralised 0G Compute Network. It is paid from the account within its spending limit, and the answer comes with a proof of who gave it.',
  inputSchema: z.object({
    prompt: z.string().min(1),
    system: z.string().optional().describe('Instructions for the model.'),
    max_tokens: z.number().int().positive().optional().describe('Most tokens of the answer.'),
  }),
  outputSchema: z.object({
    content: z.string(),
    id: z.string().nullable().describe('For zg_verify.'),
    ...proof,
    costNeuron: z.string().nullable().describe('10^18 neuron are 1 0G.'),
  }),
  annotations: { readOnlyHint: false, openWorldHint: true },
}

export const providersTool = {
  title: 'List providers',
  description: 'Lists who offers which model on the 0G Compute Network, the cheapest first. Costs nothing.',
  inputSchema: z.object({
    model: z.string().optional().describe('A whole id, or the part after its last slash.'),
  }),
  outputSchema: z.object({
    providers: z.array(
      z.object({
        provider: z.string(),
        model: z.string(),
        type: z.string(),
        acknowledged: z.boolean().nullable(),
        inputPrice: z.string().describe('Neuron per token.'),
        outputPrice: z.string().describe('Neuron per token, or per image.'),
      }),
    ),
  }),
  annotations: { readOnlyHint: true },
}

export const balanceTool = {
  title: 'Show the account',
  description: 'Shows what the account holds on the 0G Compute Network, in 0G. Costs nothing.',
  inputSchema: z.object({}),
  outputSchema: z.object({
    address: z.string(),
    available: z.string().describe('Free to move to a provider.'),
    total: z.string(),
    subAccounts: z.array(z.object({ provider: z.string(), balance: z.string(), spendable: z.string() })),
  }),
  annotations: { readOnlyHint: true },
}

export const verifyTool = {
  title: 'Verify an answer',
  description:
    'Verifies again who gave an answer of zg_chat, by its id, and says what was checked. Costs nothing.',
  inputSchema: z.object({ id: z.string().min(1) }),
  outputSchema: z.object({
    ...proof,
    checks: z.array(
      z.object({
        name: z.string(),
        status: z.enum(['pass', 'fail', 'skipped']),
        reason: z.string().nullable(),
      }),
    ),
  }),
  annotations: { readOnlyHint: true },
}
