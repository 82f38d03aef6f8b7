import { declared } from './message-templates.gen.ts'

/** The words of a message in Liquid; blank lines separate paragraphs. */
export interface Wording {
  subject: string
  /** `{{ link }}` in a paragraph of its own is where the link stands. */
  body: string
  /** What the button says; null for a message without a link. */
  linkLabel: string | null
}

export interface MessageVariable {
  /** What it is, as an administrator reads it. */
  means: string
  example: string
  /** Blank where it is not known. */
  optional?: true
}

/** A message as the feature declares it that sends it. */
export interface MessageDeclaration {
  /** Its name, as an administrator reads it. */
  name: string
  /** When it is sent. */
  sent: string
  /** The page that its link opens. */
  link?: string
  /** Its link has no secret: whoever opens it signs in. */
  linkIsPlain?: true
  /** Its secret also withdraws the consent to it, which mail programs offer as a button (RFC 8058). */
  unsubscribes?: true
  variables: Readonly<Record<string, MessageVariable>>
  /** The words that come with the software. */
  wording: Wording
}

/** Every message there is. */
export type MessageTemplate = keyof typeof declared

export const messageTemplates: Readonly<Record<MessageTemplate, MessageDeclaration>> = declared

/** What every message knows of the person it goes to. */
export const recipientVariables: Readonly<Record<string, MessageVariable>> = {
  name: { means: 'The recipient’s name', example: 'Ada Byrne' },
}

/** A variable of many messages. */
export const hospitalVariable: MessageVariable = {
  means: 'The name of the hospital or location',
  example: 'Harbour Vets',
  optional: true,
}
