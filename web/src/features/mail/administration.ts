/** What the search of the administration finds here. */
export const about = {
  '/admin/mail': 'E-mails sent, waiting and failed',
}
