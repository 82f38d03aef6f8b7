/** What the search of the administration finds here. */
export const about = {
  '/admin/message-templates': 'The words of e-mails, by language',
}
