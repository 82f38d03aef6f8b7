import type { FetchNode } from '@apollo/query-planner'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import { ErrorCode, retryAfterSeconds } from '@vetgraph/kit/errors'
import { doesNotAnswer, type Result } from '../link.ts'
import { type Fields, isFields, mergeInto } from './merge.ts'
import { entitiesAt, pathsAt, type Place } from './place.ts'
import { rootNames } from './roots.ts'
import type { Run, Step, Variables } from './run.ts'
import { compileRepresent } from './select.ts'

type Path = ReadonlyArray<string | number>

/** A subgraph's error as the gateway package would say it, at its place in the whole answer. */
function errorAt(service: string, { message, extensions }: GraphQLFormattedError, path: Path | undefined) {
  return new GraphQLError(message || 'A subgraph could not answer.', {
    path,
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions, serviceName: service },
  })
}

const isNothing = (value: unknown) => value === null || value === undefined

function hasData(data: unknown): data is Fields {
  if (isFields(data)) return true
  if (isNothing(data)) return false
  throw new NoAnswer('the data is no object')
}

/** The errors of a subgraph, of which only what has the form of one is taken over. */
function readable(errors: unknown): GraphQLFormattedError[] {
  const list: unknown[] = Array.isArray(errors) ? errors : isNothing(errors) ? [] : [errors]
  return list.map((error) => {
    const { message, path, extensions } = isFields(error) ? error : {}
    return {
      message: typeof message === 'string' ? message : '',
      ...(Array.isArray(path) ? { path: path as Path } : {}),
      ...(isFields(extensions) ? { extensions } : {}),
    }
  })
}

/** The response does not have the form of an answer and counts as none. */
class NoAnswer extends Error {}

const failure = (service: string, place: Place, cause: unknown) =>
  new GraphQLError(cause instanceof NoAnswer ? doesNotAnswer : 'A subgraph could not be asked.', {
    path: place,
    originalError: cause instanceof Error ? cause : new Error(String(cause)),
    extensions: {
      ...(cause instanceof NoAnswer ? { code: ErrorCode.UNAVAILABLE, retryAfterSeconds } : {}),
      serviceName: service,
    },
  })

function picked(variables: Variables, names: readonly string[]): Record<string, unknown> {
  const chosen: Record<string, unknown> = {}
  for (const name of names) {
    if (Object.hasOwn(variables, name) && variables[name] !== undefined) chosen[name] = variables[name]
  }
  return chosen
}

/** Compiles one fetch of a plan; whatever happens to it costs its own part of the answer only. */
export function compileFetch(node: FetchNode, place: Place, schema: GraphQLSchema): Step {
  const { serviceName: service, operation: query, operationName } = node
  const usages = node.variableUsages ?? []
  const send = (run: Run, variables: Record<string, unknown>): Promise<Result> =>
    run.ask(service).execute({ query, ...(operationName ? { operationName } : {}), variables }, run.request)
  // Without a place of its own in the answer, a fetch that fails whole is told at each of its fields.
  const placesIn = (run: Run): Place[] =>
    place.length > 0 || node.requires
      ? [place]
      : rootNames(query, schema, run.variables).map((name) => [name])
  const fetch = node.requires
    ? compileEntities(service, compileRepresent(schema, node.requires), usages, place, send)
    : async (run: Run) => {
        const { data, errors } = await send(run, picked(run.variables, usages))
        for (const error of readable(errors)) {
          if (isNothing(data) && !error.path?.length)
            for (const whole of placesIn(run)) run.errors.push(errorAt(service, error, whole))
          else run.errors.push(errorAt(service, error, error.path && [...place, ...error.path]))
        }
        if (!hasData(data)) return
        if (place.length === 0) mergeInto(run.data, data)
        else for (const entity of entitiesAt(run.data, place)) mergeInto(entity, data)
      }
  return async (run) => {
    try {
      await fetch(run)
    } catch (error) {
      for (const whole of placesIn(run)) run.errors.push(failure(service, whole, error))
    }
  }
}

function compileEntities(
  service: string,
  represent: ReturnType<typeof compileRepresent>,
  usages: readonly string[],
  place: Place,
  send: (run: Run, variables: Record<string, unknown>) => Promise<Result>,
): (run: Run) => Promise<void> {
  return async (run) => {
    const entities = entitiesAt(run.data, place)
    if (entities.length === 0) return
    const { list, places } = represent(entities)
    if (list.length === 0) return
    const { data, errors } = await send(run, { ...picked(run.variables, usages), representations: list })
    if (errors) report(run, service, readable(errors), place, places)
    if (!hasData(data)) return
    const answers = data['_entities']
    if (!Array.isArray(answers) || answers.length !== list.length)
      throw new NoAnswer(`${list.length} entities were asked for and not as many answered`)
    for (const [index, entity] of entities.entries()) {
      const answer: unknown = answers[places[index]!]
      if (!isFields(answer)) continue
      const typename = entity['__typename']
      mergeInto(entity, answer)
      entity['__typename'] ||= typename
    }
    if (answers.some((answer) => !isFields(answer) && !isNothing(answer)))
      throw new NoAnswer('an entity was answered by something else')
  }
}

/** An error of one representation is an error at every entity that it stands for. */
function report(
  run: Run,
  service: string,
  errors: readonly GraphQLFormattedError[],
  place: Place,
  places: readonly number[],
) {
  let paths: Path[] | undefined
  for (const error of errors) {
    const [root, index, ...rest] = error.path ?? []
    if (root === '_entities' && typeof index === 'number' && places.includes(index)) {
      paths ??= pathsAt(run.data, place)
      for (const [position, path] of paths.entries()) {
        if (places[position] === index) run.errors.push(errorAt(service, error, [...path, ...rest]))
      }
    } else {
      run.errors.push(errorAt(service, error, error.path && place))
    }
  }
}
