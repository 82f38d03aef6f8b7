import type { PlanNode } from '@apollo/query-planner'
import { visit } from 'graphql'
import { compileAnswer, conditionOf, type OperationContext } from './answer.ts'
import { compileFetch } from './fetch.ts'
import type { Run, Step } from './run.ts'
import { type Place, placeOf } from './place.ts'
import type { Compiled, Planned, Schemas } from './planned.ts'
import { runOriginalExecutor } from './original-executor.ts'

/** The plan contains a node that only the original executor supports. */
class Unsupported extends Error {}

/**
 * Names of properties that every JavaScript object inherits; operations with such response names use the original
 * executor.
 */
function hasPrototypeNames({ operation, fragments }: OperationContext): boolean {
  let tricky = false
  for (const root of [operation, ...Object.values(fragments)]) {
    visit(root, {
      Field: ({ alias, name }) => {
        tricky ||= (alias ?? name).value in {}
      },
    })
  }
  return tricky
}

function compileNode(node: PlanNode, place: Place, { operation }: Planned, schemas: Schemas): Step {
  const compile = (inner: PlanNode, at = place) => compileNode(inner, at, { operation } as Planned, schemas)
  switch (node.kind) {
    case 'Fetch':
      if (node.inputRewrites?.length || node.outputRewrites?.length || node.contextRewrites?.length)
        throw new Unsupported('rewrites')
      return compileFetch(node, place, schemas.supergraph)
    case 'Flatten': {
      const further = placeOf(node.path)
      if (!further) throw new Unsupported('path')
      return compile(node.node, [...place, ...further])
    }
    case 'Sequence': {
      const steps = node.nodes.map((inner) => compile(inner))
      return async (run) => {
        for (const step of steps) await step(run)
      }
    }
    case 'Parallel': {
      const steps = node.nodes.map((inner) => compile(inner))
      return async (run) => {
        await Promise.all(steps.map(async (step) => step(run)))
      }
    }
    case 'Condition': {
      const holds = conditionOf(operation, node.condition)
      const [yes, no] = [node.ifClause, node.elseClause].map((branch) => branch && compile(branch))
      return (run) => (holds(run.variables) ? yes : no)?.(run)
    }
    default:
      throw new Unsupported(node.kind)
  }
}

/** Compiles a plan and the formatting of its result; unsupported plans are left to the original executor. */
export function compilePlan(planned: Planned, schemas: Schemas): Compiled {
  const original: Compiled = (given) => runOriginalExecutor(planned, schemas, given)
  const { node } = planned.plan
  if (node?.kind === 'Subscription' || hasPrototypeNames(planned.operation)) return original
  try {
    const step = node ? compileNode(node, [], planned, schemas) : () => {}
    const answer = compileAnswer(schemas.api, planned.operation)
    return async ({ variables, request, ask }) => {
      const run: Run = { variables, request, ask, data: {}, errors: [] }
      await step(run)
      const { data, errors } = answer(run.data, run.variables)
      if (run.errors.length > 0) return { data, errors: run.errors }
      // Unexplained nulls are reported only if there are no other errors.
      return errors.length > 0 ? { data, extensions: { valueCompletion: errors } } : { data }
    }
  } catch (error) {
    if (error instanceof Unsupported) return original
    throw error
  }
}
