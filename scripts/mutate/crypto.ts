/**
 * Changes every expression of the BigInt engine and of the codecs, one at a time, by Stryker, and sees whether the tests of `@zg/crypto` notice.
 *
 *     pnpm mutate:crypto [--mutate packages/crypto/src/field.ts]
 *
 * Leaves with 1 when fewer than 85 % are noticed. Ten to twenty minutes on two cores.
 */
import { join } from 'node:path'
import { installPackage } from '../interop/installPackage.js'
import { root } from '../repository.js'
import { runCommand } from '../runCommand.js'

// Without this npm would bring another Vitest than the one that the tests import. Stryker 10 needs Node 22.
process.env.npm_config_legacy_peer_deps = 'true'
const load = installPackage('@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1')
const plugin = load.resolve('@stryker-mutator/vitest-runner')
const program = join(load.resolve('@stryker-mutator/core/package.json'), '../bin/stryker.js')
const config = join(root, 'packages/crypto/test/mutation/stryker.config.json')
const args = [program, 'run', config, '--plugins', plugin, ...process.argv.slice(2)]
const { code } = await runCommand(process.execPath, args, { cwd: root, stream: true })
process.exitCode = code
