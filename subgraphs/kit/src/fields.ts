import { Directive, Field, ID, Int, ObjectType } from 'type-graphql'
import { requiredPhone } from './phone.ts'
import { maxName, requiredEmail, requiredText } from './text.ts'

/** The text as it is kept, or BAD_USER_INPUT in the field's name; `timeZones` are those of the hospital's locations. */
export type KeepText = (field: string, text: string, timeZones: readonly string[]) => string

interface TextField {
  description: string
  /** Nothing and blanks are null. */
  nullable?: boolean
}

/** An entity's id. */
export const Id = (): PropertyDecorator => Field(() => ID, { description: 'Permanent id.' })

/** The version of an entity. */
export const Version = (): PropertyDecorator =>
  Field(() => Int, {
    description:
      'Increases with every change; send it back when changing this, so that conflicts are detected.',
  })

/** The version in an input that changes an entity. */
export const BasedOnVersion = (): PropertyDecorator =>
  Field(() => Int, {
    description: 'The version that the change is based on; CONFLICT if it is not the latest.',
  })

const texts = new WeakMap<object, Map<string, KeepText>>()

/** What is done to a text of an input class, whether it says so itself or a class that it extends. */
export function keepTextOf(inputClass: { prototype: object }, property: string): KeepText | null {
  for (
    let target: object | null = inputClass.prototype;
    target;
    target = Object.getPrototypeOf(target) as object | null
  ) {
    const keep = texts.get(target)?.get(property)
    if (keep) return keep
  }
  return null
}

/** Before its resolver runs, the field's text is replaced by what `keep` makes of it (`cleaning.ts`). */
function textField(keep: KeepText, { description, nullable = false }: TextField): PropertyDecorator {
  const decorate = Field(() => String, { nullable, description }) as PropertyDecorator
  return (target, property) => {
    texts.set(target, (texts.get(target) ?? new Map<string, KeepText>()).set(String(property), keep))
    decorate(target, property)
  }
}

/** A text of an input: of one line up to 200 characters, else of several. Says its limit and is held to it. */
export function Text({ description, nullable, max = maxName }: TextField & { max?: number }) {
  const keep: KeepText = (field, text) => requiredText(field, text, max)
  return textField(keep, {
    nullable,
    description: `${description} At most ${max.toLocaleString('en')} characters.`,
  })
}

/** An e-mail address in an input. */
export const Email = (field: TextField) => textField(requiredEmail, field)

/** A telephone number in an input. */
export const Phone = ({ description, ...field }: TextField) =>
  textField(requiredPhone, {
    ...field,
    description: `${description} In any notation; without a country code it is of the country of \`;phone-context=+353\` behind it (RFC 3966), or else of the hospital’s locations.`,
  })

/** Whether it takes the hospital's locations to say what becomes of the text. */
export const needsTimeZones = (keep: KeepText) => keep === requiredPhone

@ObjectType({ description: 'An entity of which only the id is known here.' })
export abstract class Reference {
  @Id()
  id!: string
}

/** An entity that another subgraph owns: `@Stub('A patient.') export class Pet extends Reference {}`. */
export const Stub =
  (description: string): ClassDecorator =>
  (target) => {
    const decorators = [Directive('@key(fields: "id")'), ObjectType({ description })] as ClassDecorator[]
    for (const decorate of decorators) decorate(target)
  }
