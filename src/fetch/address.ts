/**
 * Allowed addresses. A person may name any http or https address, also of private networks. A redirect or a next page
 * may not lead from the public network into a private one.
 */
import { BlockList, isIP } from 'node:net';
import { CorpusError } from '../errors.js';

const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(net, prefix, 'ipv4');
  PRIVATE.addSubnet(`64:ff9b::${net}`, 96 + prefix, 'ipv6'); // as a NAT64 gateway translates it, RFC 6052
}
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

/** Whether an IP address is local, private or not publicly routed. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6'); // also IPv4 written as IPv6
}

/** Parses an address. @throws CorpusError USAGE */
export function readUrl(typed: string): URL {
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new CorpusError(
      'USAGE',
      `${typed.slice(0, 200)} is not a web address`,
      'Use an address that begins with https:// or http://.',
    );
  if (url.username !== '' || url.password !== '')
    throw new CorpusError('USAGE', 'the address contains a user name or a password', 'Remove them.');
  url.hash = '';
  return url;
}

/** Resolves and checks an address that a server names. @throws CorpusError INPUT_UNREADABLE */
export function serverNamedUrl(text: string, from: URL): URL {
  const url = URL.canParse(text, from.href) ? new URL(text, from.href) : null;
  const refused = (why: string) =>
    new CorpusError(
      'INPUT_UNREADABLE',
      `${from.host} redirects to ${why}`,
      'Open the address in a browser and use the final address.',
    );
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw refused('no web address');
  if (url.username !== '' || url.password !== '') throw refused('an address with a password');
  if (from.protocol === 'https:' && url.protocol === 'http:') throw refused('an address without encryption');
  url.hash = '';
  return url;
}
