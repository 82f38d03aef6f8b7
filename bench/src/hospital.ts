import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '@vetgraph/kit/database/connect'
import { DataDirectory } from '@vetgraph/gateway/start/data-directory'
import { root } from '@vetgraph/gateway/start/config'
import { startEmbedded } from '@vetgraph/kit/database/postgres'
import { data } from './places.ts'

export interface Size {
  pets: number
  years: number
}

/** The demo hospital that is measured, in a PostgreSQL of its own. */
export interface Hospital {
  url: string
  secret: string
  /** How PostgreSQL names itself. */
  version: string
  /** A fresh copy of the hospital under another name: what is booked there is gone with the next run. */
  copy: (name: string) => Promise<string>
  stop: () => Promise<void>
}

/** The demo has visits for four weeks from the day it is loaded. */
const freshFor = 14 * 24 * 60 * 60_000

/** Fills the directory with the demo hospital, the way `pnpm demo` does. */
function load(directory: string, { pets, years }: Size) {
  const { status } = spawnSync(
    process.execPath,
    [
      ...['--import', import.meta.resolve('tsx'), join(root, 'gateway/src/demo.ts')],
      ...['--pets', String(pets), '--years', String(years), '--replace'],
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, DATA_DIR: directory, DATABASE_URL: '' } },
  )
  if (status !== 0) throw new Error('The demo hospital could not be loaded.')
}

/** Starts PostgreSQL with a hospital of that size, which is loaded once and kept for later runs. */
export async function openHospital(size: Size): Promise<Hospital> {
  const path = join(data, `${size.pets}-${size.years}`)
  const mark = join(path, 'loaded')
  const isNew = !existsSync(mark) || Date.now() - statSync(mark).mtimeMs > freshFor
  if (isNew) {
    rmSync(mark, { force: true })
    load(path, size)
  }
  const directory = DataDirectory.open(path)
  const server = await startEmbedded(directory.file('postgres'), {
    database: 'vetgraph',
    password: directory.secret('postgres-password'),
  })
  if (isNew) {
    const hospital = connect(server.url, { max: 1 })
    await hospital`vacuum analyze`
    await hospital.end()
    writeFileSync(mark, '')
  }
  const urlOf = (database: string) => server.url.replace(/[^/]*$/, database)
  const admin = connect(urlOf('postgres'), { max: 1, onnotice: () => {} })
  const [row] = await admin<[{ version: string }]>`select current_setting('server_version') as version`
  return {
    url: server.url,
    secret: directory.secret('secret'),
    version: row.version,
    copy: async (name) => {
      await admin`drop database if exists ${admin(name)} with (force)`
      await admin`create database ${admin(name)} template vetgraph strategy file_copy`
      return urlOf(name)
    },
    stop: async () => {
      await admin.end()
      await server.stop()
      directory.release()
    },
  }
}
