import {
  type MessageDeclaration,
  type MessageVariable,
  recipientVariables,
  type Wording,
} from '@vetgraph/kit/contracts/messages'
import { badInput } from '@vetgraph/kit/errors'
import { Liquid, type Template } from 'liquidjs'

/** Where the link stands in the words of a message. */
export const linkMark = '{{ link }}'

const allowedTags = ['if', 'unless', 'case', 'comment']
const maxSubject = 200

const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  // A blank value counts as absent.
  jsTruthy: true,
  // No file is read: there are no templates but the text itself.
  templates: {},
  parseLimit: 20_000,
  renderLimit: 200,
  memoryLimit: 1_000_000,
})
for (const tag of Object.keys(engine.tags)) if (!allowedTags.includes(tag)) delete engine.tags[tag]

type Values = Readonly<Record<string, string>>

export const variablesOf = ({
  variables,
  link,
}: MessageDeclaration): Readonly<Record<string, MessageVariable>> => ({
  ...recipientVariables,
  ...variables,
  ...(link && {
    link: { means: 'Where the button with the link stands, in a paragraph of its own', example: linkMark },
  }),
})

/** The examples of a message's variables, to try its words by. */
export const examplesOf = (declaration: MessageDeclaration): Values =>
  Object.fromEntries(Object.entries(variablesOf(declaration)).map(([name, { example }]) => [name, example]))

const isMarkup = /<[/!a-z]/i

/** The first line of what the parser or the renderer says, without its place in the engine. */
const reasonOf = (error: unknown) =>
  (error as Error).message.split('\n')[0]!.replace(/, file:.*?(?=, line|$)/, '')

/** BAD_USER_INPUT for a text that is no template, or that takes something which the message does not have. */
function parsed(field: string, text: string, declaration: MessageDeclaration): Template[] {
  if (isMarkup.test(text)) throw badInput(field, 'This is plain text: HTML and scripts cannot stand in it.')
  let template: Template[]
  let taken: string[]
  try {
    template = engine.parse(text)
    taken = engine.globalVariablesSync(template)
  } catch (error) {
    const tag = /tag "(\w+)" not found/.exec(reasonOf(error))?.[1]
    throw badInput(
      field,
      tag
        ? `There is no {% ${tag} %}: messages have ${allowedTags.join(', ')} and no loops.`
        : `This is not understood: ${reasonOf(error)}.`,
    )
  }
  const variables = variablesOf(declaration)
  const unknown = taken.find((name) => !Object.hasOwn(variables, name))
  if (unknown !== undefined) {
    const known = Object.keys(variables).join(', ')
    throw badInput(field, `This message has no {{ ${unknown} }}. It has: ${known}.`, { known })
  }
  return template
}

function rendered(field: string, template: Template[], values: Values): string {
  try {
    return (engine.renderSync(template, values) as string).trim()
  } catch (error) {
    throw badInput(field, `This cannot be written: ${reasonOf(error)}.`)
  }
}

const paragraphsOf = (text: string) =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)

/** Writes the words for some values; a variable without a value is BAD_USER_INPUT, unless it may be blank (N5). */
export function fill(declaration: MessageDeclaration, wording: Wording, given: Values): Wording {
  const blanks = Object.entries(declaration.variables).filter(([, { optional }]) => optional)
  const values = { ...Object.fromEntries(blanks.map(([name]) => [name, ''])), ...given, link: linkMark }
  const write = (field: string, text: string) => rendered(field, parsed(field, text, declaration), values)
  const subject = write('subject', wording.subject).replace(/\s+/g, ' ').slice(0, maxSubject)
  if (!subject) throw badInput('subject', 'The subject would be blank.')
  const paragraphs = paragraphsOf(write('body', wording.body))
  if (paragraphs.length === 0) throw badInput('body', 'The message would be blank.')
  const linkLabel = declaration.link ? write('linkLabel', wording.linkLabel ?? '') : null
  if (linkLabel === '') throw badInput('linkLabel', 'The button needs words.')
  return { subject, body: paragraphs.join('\n\n'), linkLabel }
}

/** BAD_USER_INPUT in the field's name for words that could not be sent: tried with every value, and with the fewest. */
export function checkWording(declaration: MessageDeclaration, wording: Wording) {
  const examples = examplesOf(declaration)
  const fewest = Object.entries(examples).filter(([name]) => !declaration.variables[name]?.optional)
  for (const values of [examples, Object.fromEntries(fewest)]) {
    const { body } = fill(declaration, wording, values)
    if (declaration.link && paragraphsOf(body).filter((paragraph) => paragraph === linkMark).length !== 1)
      throw badInput('body', `${linkMark} must stand in one paragraph of its own: there is the button.`)
  }
}
