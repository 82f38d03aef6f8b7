// Plain JavaScript, so that even an old Node can say what is missing.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Vetgraph needs Node.js 20.19 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

process.env.APOLLO_TELEMETRY_DISABLED ??= 'true'
process.env.TSX_TSCONFIG_PATH ??= new URL('../tsconfig.json', import.meta.url).pathname

const flags = process.argv.slice(2)
const { register } = await import('tsx/esm/api')
register()
if (flags.includes('--dev')) {
  const { dev } = await import('./src/start/dev.ts')
  await dev()
} else {
  const { main } = await import('./src/main.ts')
  await main(flags)
}
