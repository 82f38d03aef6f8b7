/** Why Vetgraph cannot start, in one sentence for whoever started it. */
export class StartFailure extends Error {}

const causes: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  EACCES: 'Access is denied',
  EPERM: 'Access is denied',
  EROFS: 'The file system is read-only',
}

/** The one sentence for whatever went wrong. */
export function sentenceFor(error: unknown): string {
  if (error instanceof StartFailure) return error.message
  const { code, path, message } = error as NodeJS.ErrnoException
  const cause = causes[code ?? '']
  if (cause) return `${cause}${path ? `: ${path}` : ''}.`
  if (/no space left on device/i.test(message))
    return 'The disk is full: PostgreSQL could not write its files.'
  const [line = 'no message'] = String(message ?? error).split('\n')
  return `Vetgraph could not start: ${line}`
}
