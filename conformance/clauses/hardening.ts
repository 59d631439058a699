import type { Clause } from './clause';
import { section } from './section';

/** Good security practice that no page promises. */
export const hardening: readonly Clause[] = [
  ...section('hardening', 'Good practice', 'One-time passwords', [
    ['H-OTP-1', 'Guessing one-time passwords is throttled or locked out.', 'open'],
    ['H-OTP-2', 'A token taken after stopping and restarting generation is not the old one.', 'open'],
  ]),
  ...section('hardening', 'Good practice', 'Tokens', [
    [
      'H-TOK-1',
      'Malformed tokens (not base64, no address, empty, a megabyte long, other types) get a clear 4xx; the host lives on.',
      'open',
    ],
    [
      'H-TOK-2',
      'A token naming an address that is not an edge host, or the loopback address, ends in a bounded, clear error.',
      'open',
    ],
  ]),
  ...section('hardening', 'Good practice', 'API', [
    ['H-API-1', 'Every operation but ping and login refuses a missing, altered, unsigned or foreign session.', 'open'],
    ['H-API-2', 'Login guessing is throttled.', 'open'],
  ]),
  ...section('hardening', 'Good practice', 'Uploads', [
    ['H-UPL-1', "A bundle's file name cannot lead out of the content store.", 'open'],
    ['H-UPL-2', 'A broken-off upload leaves no bundle behind, here or at a peer.', 'open'],
  ]),
  ...section('hardening', 'Good practice', 'Logs', [
    ['H-LOG-1', 'Passwords, sessions and one-time passwords never show in logs.', 'open'],
  ]),
  ...section('hardening', 'Good practice', 'Local UI', [
    [
      'H-UI-1',
      'Names shown in the Local UI cannot inject markup; the session cookie is HttpOnly, Secure and SameSite.',
      'open',
    ],
  ]),
];
