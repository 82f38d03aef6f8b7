import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { configFrom, root } from './config.ts'
import { DataDirectory } from './data-directory.ts'
import { openHospital } from './database.ts'
import { sentenceFor } from './failure.ts'
import { viteBinary } from './web-build.ts'

/** Developing: PostgreSQL stays up, the server restarts when its code changes, Vite serves the web client. */
export async function dev() {
  const children: ChildProcess[] = []
  const stops: Array<() => Promise<void> | void> = []
  let stoppingSince: number | null = null
  const stop = async (exitCode: number) => {
    if (stoppingSince !== null) {
      if (performance.now() - stoppingSince > 1_000) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode === null) await once(child, 'exit')
      }),
    )
    for (const end of stops.reverse()) await end()
    process.exit(exitCode)
  }
  try {
    const config = configFrom(process.env)
    const directory = DataDirectory.open(join(config.dataDirectory, 'dev'))
    stops.push(() => directory.release())
    const hospital = await openHospital(config.databaseUrl, directory)
    stops.push(() => hospital.stop())
    const env = {
      ...process.env,
      DATABASE_URL: hospital.url,
      DATA_DIR: join(directory.path, 'server'),
      BUILD_WEB: 'off',
    }
    const tsx = createRequire(import.meta.url).resolve('tsx/cli')
    children.push(
      spawn(
        process.execPath,
        [tsx, 'watch', '--clear-screen=false', join(root, 'gateway/src/start/dev-server.ts')],
        { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
      ),
      spawn(process.execPath, [viteBinary], {
        cwd: join(root, 'web'),
        env: { ...env, BACKEND: `http://localhost:${config.port}` },
        stdio: 'inherit',
      }),
    )
    process.on('SIGINT', () => void stop(0))
    process.on('SIGTERM', () => void stop(0))
  } catch (error) {
    console.error(sentenceFor(error))
    await stop(1)
  }
}
