/** Why a source gave no number. */
export type SourceFault =
  | { readonly kind: 'not a URL' }
  | { readonly kind: 'not http' }
  | { readonly kind: 'credentials in the URL' }
  | { readonly kind: 'host not allowed'; readonly host: string }
  | { readonly kind: 'private address'; readonly host: string }
  | { readonly kind: 'host unknown'; readonly host: string }
  | { readonly kind: 'unreadable'; readonly code: string }
  | { readonly kind: 'timed out'; readonly milliseconds: number }
  | { readonly kind: 'redirected' }
  | { readonly kind: 'bad status'; readonly status: number }
  | { readonly kind: 'unknown encoding'; readonly encoding: string }
  | { readonly kind: 'too large'; readonly bytes: number }
  | { readonly kind: 'not JSON'; readonly sent: 'HTML' | 'nothing' | 'something else' }
  | { readonly kind: 'nothing at pointer'; readonly pointer: string }
  | { readonly kind: 'not a number'; readonly found: string }
  | { readonly kind: 'number too large' };

/** The fault in words that follow "the source". */
export function describeFault(fault: SourceFault): string {
  switch (fault.kind) {
    case 'not a URL':
      return 'has an address that is not a URL';
    case 'not http':
      return 'has an address that is neither http nor https';
    case 'credentials in the URL':
      return 'has a user name or password in its address';
    case 'host not allowed':
      return `is on ${fault.host}, a host not on the allow-list`;
    case 'private address':
      return `is on ${fault.host}, whose address is private`;
    case 'host unknown':
      return `is on ${fault.host}, a host that cannot be found`;
    case 'unreadable':
      return `could not be read (${fault.code})`;
    case 'timed out':
      return `timed out after ${fault.milliseconds / 1000} s`;
    case 'redirected':
      return 'redirects to another address, which is not followed';
    case 'bad status':
      return `answered ${fault.status}`;
    case 'unknown encoding':
      return `sent an unknown encoding, ${fault.encoding}`;
    case 'too large':
      return `sent an answer larger than ${fault.bytes / 1024} KiB`;
    case 'not JSON':
      return `sent ${fault.sent}, not JSON`;
    case 'nothing at pointer':
      return `has nothing at ${fault.pointer}`;
    case 'not a number':
      return `has ${fault.found}, not a number`;
    case 'number too large':
      return 'has a number too large to keep';
  }
}

/** Carries a fault out of callbacks that can only pass on errors. */
export class SourceFaultError extends Error {
  readonly fault: SourceFault;

  constructor(fault: SourceFault, options?: ErrorOptions) {
    super(`The source ${describeFault(fault)}`, options);
    this.name = 'SourceFaultError';
    this.fault = fault;
  }
}
