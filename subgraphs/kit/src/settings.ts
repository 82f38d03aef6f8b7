/** What the operator of the hospital has set, for the subgraphs. */
export interface Settings {
  /** Where people's browsers find the web client, without a slash at the end: what links in e-mails begin with. */
  publicUrl: string
  /** The server that takes our e-mail: `smtp://user:password@host:587`; null keeps it all in the outbox. */
  smtpUrl: string | null
  /** From whom the hospital's e-mail comes: `Harbour Vets <desk@harbour.example>`. */
  mailFrom: string
}

/** The settings, from the environment; the address is the gateway's own when nothing else is said. */
export const settingsFrom = (env: NodeJS.ProcessEnv, publicUrl: string): Settings => ({
  publicUrl: (env['PUBLIC_URL'] || publicUrl).replace(/\/+$/, ''),
  smtpUrl: env['SMTP_URL'] || null,
  mailFrom: env['MAIL_FROM'] || 'Vetgraph <vetgraph@localhost>',
})
