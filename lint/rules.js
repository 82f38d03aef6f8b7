/** Lint rules of our own: what makes a service verb safe and a resolver thin. */

const authorizes = /^(authorize|requireViewer|sightOf|get\w*ForChange)$/
const reasonGiven = /^\s*(no authorization|no audit|system):/m

/** Names that a function calls, without looking into other modules. */
function calledIn(node, names = new Set()) {
  if (!node || typeof node.type !== 'string') return names
  if (node.type === 'CallExpression' && node.callee.type === 'Identifier') names.add(node.callee.name)
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
          if (!exported || !(reached.has('transact') || reached.has('once'))) continue
          const target = isExported(node) ? node.parent : node
          const comments = context.sourceCode.getCommentsBefore(target)
          if (comments.some(({ value }) => reasonGiven.test(value.replaceAll('*', '')))) continue
          if (![...reached].some((called) => authorizes.test(called))) {
            context.report({ node, messageId: 'authorize', data: { name } })
          }
          if (!reached.has('audit')) context.report({ node, messageId: 'audit', data: { name } })
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
