const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A connection's address in normal form, or what is wrong with it as the second half of a sentence. */
export type Address = { readonly url: string } | { readonly problem: string };

/** Judges `url`. @param insecure whether plain http beyond this machine is allowed. */
export function checkAddress(written: string, insecure: boolean): Address {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (url === null || !/^https?:\/\//i.test(written)) {
    return { problem: 'is not an address; write https://host, https://host:port or https://host/path' };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'holds credentials; write them under `auth`' };
  }
  if (url.search !== '' || url.hash !== '') {
    return { problem: 'has a query or a fragment; write the address up to the path only' };
  }
  if (url.protocol === 'http:' && !insecure && !LOOPBACK.test(url.hostname)) {
    return {
      problem: 'would send the credentials in clear; use https, or set `insecure: true` if the network is yours',
    };
  }
  return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}
