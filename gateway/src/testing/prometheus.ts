import { spawn } from 'node:child_process'

/** What promtool finds wrong with metrics; null when it is not on this machine. */
function byPromtool(text: string): Promise<string[] | null> {
  return new Promise((resolve) => {
    const child = spawn('promtool', ['check', 'metrics'], { stdio: ['pipe', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (chunk) => (said += String(chunk)))
    child.stderr.on('data', (chunk) => (said += String(chunk)))
    child.stdin.on('error', () => {})
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code === 0 ? [] : said.split('\n').filter(Boolean)))
    child.stdin.end(text)
  })
}

const sample =
  /^([a-zA-Z_:][\w:]*)(\{(?:\w+="(?:[^"\\]|\\.)*",?)*\})? (?:[+-]?(?:\d+\.?\d*(?:e[+-]?\d+)?|Inf)|NaN|Nan)$/

/** The rules of the text format and of good names that promtool would look at first. */
function byHand(text: string): string[] {
  const types = new Map<string, string>()
  const helped = new Set<string>()
  const seen = new Set<string>()
  const mistakes: string[] = []
  for (const line of text.split('\n').filter(Boolean)) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? []
    if (kind === 'HELP') helped.add(name)
    else if (kind === 'TYPE') {
      types.set(name, rest)
      if (!helped.has(name)) mistakes.push(`${name} has no help`)
      if (name.endsWith('_total') !== (rest === 'counter')) mistakes.push(`${name} is a ${rest}`)
    } else {
      const [, named = '', labels = ''] = sample.exec(line) ?? []
      const family = types.has(named) ? named : named.replace(/_(bucket|sum|count)$/, '')
      if (!types.has(family)) mistakes.push(`not a sample of a known metric: ${line}`)
      if (seen.has(named + labels)) mistakes.push(`twice: ${line}`)
      seen.add(named + labels)
    }
  }
  return mistakes
}

/** What Prometheus would not accept, or find badly named. */
export async function mistakesIn(text: string): Promise<string[]> {
  return [...byHand(text), ...((await byPromtool(text)) ?? [])]
}
