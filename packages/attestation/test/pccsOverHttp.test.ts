import { expect, test } from 'vitest'
import { useServers } from '../../inference/test/useServers.js'
import { pccsCollateral } from '../src/collateral/pccsCollateral.js'
import { answerAsPccs } from '../src/simulate/answerAsPccs.js'
import { now, tdxCase } from './tdxCase.js'

const { quote, collateral, roots } = tdxCase()

const serve = useServers()

test('gets the collateral of a quote over HTTP, byte for byte, from the paths of a PCCS', async () => {
  const asked: string[] = []
  const url = await serve(async (request, response) => {
    asked.push(request.url ?? '')
    const answer = answerAsPccs(collateral, `http://pccs${request.url}`)
    response.writeHead(answer?.status ?? 404, Object.fromEntries(answer?.headers ?? []))
    response.end(new Uint8Array((await answer?.arrayBuffer()) ?? []))
  })
  const source = pccsCollateral({ url: `${url}/pccs/`, clock: () => now, roots })
  expect(asked).toEqual([])
  expect(await source(quote)).toEqual(collateral)
  expect(asked.sort()).toEqual([
    '/pccs/sgx/certification/v4/pckcrl?ca=platform&encoding=der',
    '/pccs/sgx/certification/v4/rootcacrl',
    '/pccs/tdx/certification/v4/qe/identity?update=standard',
    '/pccs/tdx/certification/v4/tcb?fmspc=5e1f7e57cafe&update=standard',
  ])
})
