/** One step of a request as a trace shows it. */
export interface Step {
  name: string
  kind: 'server' | 'client' | 'internal' | 'consumer'
  attributes?: Readonly<Record<string, string | number | boolean | undefined>>
  /** The `traceparent` header by which another process says whose step this is. */
  parent?: string | null
}

/** A step that is being taken. */
export interface Span {
  set: (attributes: NonNullable<Step['attributes']>) => void
  fail: (why: string) => void
}

export interface Tracing {
  inSpan: <T>(step: Step, work: (span: Span) => Promise<T>) => Promise<T>
  /** A step below the present one that began now and ends with the promise; none when there is no present one. */
  follow: (step: Step, work: PromiseLike<unknown>) => void
  /** How the present step is told to another process. */
  traceparent: () => string | null
  /** The present step, for log lines. */
  ids: () => { traceId?: string; spanId?: string }
  stop: () => Promise<void>
}
