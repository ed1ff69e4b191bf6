/**
 * The link that authenticator apps take a key from, in the key URI format they share: TOTP (RFC 6238) with its defaults,
 * SHA-1, six digits and 30 seconds, which are Cognito's.
 * @param secret Base32 (RFC 4648)
 */
export const otpauthOf = (username: string, secret: string): string =>
  `otpauth://totp/Watchkeep:${encodeURIComponent(username)}?secret=${secret.replaceAll('=', '')}&issuer=Watchkeep`;
