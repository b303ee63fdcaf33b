type Manifest = {
  name: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** What is wrong with a package as it would be published: files that are nobody's, licences that must stay outside. */
export function checkTarball(files: readonly string[], manifest: Manifest): string[] {
  const faults = files
    .filter((file) => /\.(test|test-d)\.|\.tsbuildinfo$|(^|\/)(tests?|node_modules)\/|\.env/.test(file))
    .map((file) => `${file} does not belong in the package`)
  for (const needed of [
    'package/package.json',
    'package/dist/index.js',
    'package/dist/index.d.ts',
    'package/README.md',
  ]) {
    if (!files.includes(needed)) faults.push(`${needed} is missing`)
  }
  const wanted = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies }
  for (const [name, range] of Object.entries(wanted)) {
    if (range.startsWith('workspace:')) faults.push(`${name} is still ${range}`)
  }
  for (const name of ['circomlibjs', '@zg/devnet']) {
    if (manifest.name !== '@zg/devnet' && name in wanted) faults.push(`${manifest.name} depends on ${name}`)
  }
  return faults
}
