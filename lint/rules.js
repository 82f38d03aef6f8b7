import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Lint rules of our own: what makes a service verb safe and a resolver thin. */

const authorizes = /^(authorize|requireViewer|ownAccount|sightOf|get\w*ForChange)$/
const reasonGiven = /^\s*(no authorization|no audit|system):/m

const audits = /^(audit|auditAll|auditRead|(write|take|undo)Step)$/
const writes = /^(insert|update|delete)$/

/** What a call does as this rule sees it: the name called, `db.write`, or `audit` for what `writing` of the kit does. */
function effectOf({ type, name, object, property }) {
  if (type === 'Identifier') return name
  if (type !== 'MemberExpression') return null
  const [on, method] = [object.property?.name ?? object.name, property.name]
  if (on === 'db' && writes.test(method)) return 'db.write'
  return on === 'saved' && /^(add|change)$/.test(method) ? 'audit' : null
}

/** What a function calls, without looking into other modules. */
function calledIn(node, names = new Set()) {
  if (!node || typeof node.type !== 'string') return names
  const effect = node.type === 'CallExpression' && effectOf(node.callee)
  if (effect) names.add(effect)
  for (const [key, child] of Object.entries(node)) {
    if (key === 'parent') continue
    for (const part of Array.isArray(child) ? child : [child]) {
      if (part && typeof part === 'object') calledIn(part, names)
    }
  }
  return names
}

function reachable(start, functions) {
  const seen = new Set()
  const open = [...start]
  while (open.length > 0) {
    const name = open.pop()
    if (seen.has(name)) continue
    seen.add(name)
    open.push(...(functions.get(name)?.calls ?? []))
  }
  return seen
}

/** The text of the resolvers in a service's folder: what they call is a verb. */
function resolversBeside(filename) {
  const folder = dirname(filename)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.resolver.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
}

const verbsAreSafe = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      authorize:
        '{{name}} writes but never calls authorize (or says why in a comment: "no authorization: ...").',
      audit: '{{name}} writes but never calls audit (or says why in a comment: "no audit: ...").',
    },
  },
  create(context) {
    const functions = new Map()
    const collect = (id, body, exported, node) => {
      if (id) functions.set(id.name, { calls: calledIn(body), exported, node })
    }
    const isExported = (node) => node.parent.type === 'ExportNamedDeclaration'
    return {
      FunctionDeclaration(node) {
        collect(node.id, node.body, isExported(node), node)
      },
      VariableDeclarator(node) {
        if (node.init?.type !== 'ArrowFunctionExpression') return
        collect(node.id, node.init.body, isExported(node.parent), node.parent)
      },
      'Program:exit'() {
        for (const [name, { calls, exported, node }] of functions) {
          const reached = reachable(calls, functions)
          const isVerb =
            reached.has('transact') ||
            reached.has('once') ||
            (reached.has('db.write') && resolversBeside(context.filename).includes(`${name}(`))
          if (!exported || !isVerb) continue
          const target = isExported(node) ? node.parent : node
          const comments = context.sourceCode.getCommentsBefore(target)
          if (comments.some(({ value }) => reasonGiven.test(value.replaceAll('*', '')))) continue
          if (![...reached].some((called) => authorizes.test(called))) {
            context.report({ node, messageId: 'authorize', data: { name } })
          }
          if (![...reached].some((called) => audits.test(called)))
            context.report({ node, messageId: 'audit', data: { name } })
        }
      },
    }
  },
}

const rootFieldsAreThin = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { thin: 'A root field calls one service verb and does nothing else.' },
  },
  create(context) {
    const isRoot = ({ expression }) =>
      expression.type === 'CallExpression' &&
      ['Query', 'Mutation', 'Subscription'].includes(expression.callee.name)
    return {
      MethodDefinition(node) {
        if (!node.decorators?.some(isRoot)) return
        const { body } = node.value.body
        if (body.length !== 1 || body[0].type !== 'ReturnStatement')
          context.report({ node, messageId: 'thin' })
      },
    }
  },
}

export const vetgraph = {
  rules: { 'verbs-are-safe': verbsAreSafe, 'root-fields-are-thin': rootFieldsAreThin },
}
