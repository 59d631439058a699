import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const self = ["'self'"];
const none = ["'none'"];

/**
 * What browsers may do with an answer of the Local UI: load from this host alone, run no script and use no style that
 * stands in a page, show it in no frame, keep none of it.
 */
export function securityHeaders(): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: none,
      scriptSrc: self,
      styleSrc: self,
      imgSrc: self,
      connectSrc: self,
      formAction: self,
      frameAncestors: none,
      baseUri: none,
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: none,
    },
    crossOriginResourcePolicy: 'same-origin',
    crossOriginOpenerPolicy: 'same-origin',
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // The certificate is the host's own: a browser that demanded a better one would lock its operator out.
    strictTransportSecurity: false,
    xXssProtection: false,
    xDownloadOptions: false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  });
  return async (call, next) => {
    await headers(call, next);
    if (!call.res.headers.has('cache-control')) call.res.headers.set('cache-control', 'no-store');
  };
}
