/** How long an access token is valid: as long as a session that ended can still be used without asking identity. */
export const accessTokenSeconds = 15 * 60
