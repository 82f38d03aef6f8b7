import { badInput } from '@vetgraph/kit/errors'

/** What the words of a consent form can mention, as `{{ pet }}`. */
export const variables = ['pet', 'owner', 'procedure', 'estimate'] as const

type Variable = (typeof variables)[number]

const mention = /\{\{([^{}]*)\}\}/g

const isVariable = (name: string): name is Variable => (variables as readonly string[]).includes(name)

/** The variables that words mention, each once; BAD_USER_INPUT at `wording` for one that there is not or that does not end. */
export function variablesIn(wording: string): Variable[] {
  if (/\{\{|\}\}/.test(wording.replaceAll(mention, '')))
    throw badInput('wording', 'A variable stands between {{ and }}, and in no other.')
  const names = [...new Set([...wording.matchAll(mention)].map(([, name]) => name!.trim()))]
  return names.map((name) => {
    if (isVariable(name)) return name
    const known = variables.map((each) => `{{ ${each} }}`).join(', ')
    throw badInput('wording', `“{{ ${name} }}” is not known. There is ${known}.`)
  })
}

/** The words with what stands for their variables; BAD_USER_INPUT at a variable that has nothing. */
export function filledIn(wording: string, values: Readonly<Record<Variable, string | null>>): string {
  for (const name of variablesIn(wording))
    if (values[name] === null) throw badInput(name, `The form mentions it: say the ${name}.`)
  return wording.replaceAll(mention, (_all, name: string) => values[name.trim() as Variable]!)
}
