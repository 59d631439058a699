import { generateSync, ScureBase32Plugin, verifySync } from 'otplib';

/** Seconds for which a one-time password is good. LINK-PROC-4. */
export const period = 120;

const kind = { algorithm: 'sha256', digits: 8, period } as const;

/** A secret for {@link passwordAt}: base32 of these random bytes (20 or more). */
export function secretOf(bytes: Uint8Array): string {
  return new ScureBase32Plugin().encode(bytes);
}

/** The one-time password of this instant (milliseconds since the epoch). */
export function passwordAt(secret: string, now: number): string {
  return generateSync({ secret, epoch: Math.floor(now / 1000), ...kind });
}

/** Seconds for which the password of this instant is still good, from 1 to {@link period}. */
export function remainingSeconds(now: number): number {
  return period - (Math.floor(now / 1000) % period);
}

/** Whether this is the one-time password of this instant; those before and after it are not. */
export function isPasswordAt(secret: string, password: string, now: number): boolean {
  if (!/^\d{8}$/.test(password)) return false;
  return verifySync({ secret, token: password, epoch: Math.floor(now / 1000), ...kind }).valid;
}
