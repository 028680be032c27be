/** Mails, and pages saved as one file, around a text. */

/** Quoted-printable, with a soft line break every 70 characters or so if `soft`. */
export function quotedPrintable(text: string, soft = true): string {
  const encoded = Array.from(Buffer.from(text), (byte) =>
    byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}` : String.fromCharCode(byte),
  ).join('');
  const whole = encoded.replace(/ $/gm, '=20');
  return soft ? whole.replace(/(?:=..|[^=\n]){70}(?!$)/gm, '$&=\n') : whole;
}

const ENCODINGS = {
  '8bit': (text: string) => text,
  'quoted-printable': quotedPrintable,
  /** Lines keep their numbers. */
  'quoted-printable lines': (text: string) => quotedPrintable(text, false),
  base64: (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n'),
};
export type Encoding = keyof typeof ENCODINGS;

export function mailOf(text: string, encoding: Encoding): string {
  return `Received: from post.test\n\tby lamp.test\nSubject: new papers\nMIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: ${encoding.split(' ')[0]}\n\n${ENCODINGS[encoding](text)}`;
}

/** A mail as text and as HTML, with a picture. */
export function mailInPartsOf(text: string): string {
  return `Subject: new papers\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=outer\n\n--outer\nContent-Type: multipart/alternative;\n boundary="in ner"\n\n--in ner\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${quotedPrintable(text)}\n--in ner\nContent-Type: text/html\n\n<p>papers</p>\n--in ner--\n--outer\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--outer--\n`;
}

/** A mail that another one was forwarded in. */
export function forwardedMailOf(mail: string): string {
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=fw\n\n--fw\nContent-Type: message/rfc822\n\n${mail}\n--fw--\n`;
}

/** Mails one after another, as programs keep them. */
export function mboxOf(mails: readonly string[]): string {
  return mails.map((mail) => `From a@lamp.test Mon Feb  3 04:05:06 2025\n${mail}\n`).join('\n');
}

const STYLE =
  '\nContent-Type: text/css\nContent-Transfer-Encoding: 8bit\n\np { color: red }\n------MultipartBoundary--lamps----';

/** A page as Chrome and Edge save it in one file. */
export function mhtmlOf(html: string, encoding: Encoding = 'quoted-printable', style = STYLE): string {
  const boundary = '----MultipartBoundary--lamps----';
  return `From: <Saved by Blink>\nSubject: papers\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="${boundary}"\n\n\n--${boundary}\nContent-Type: text/html\nContent-Transfer-Encoding: ${encoding}\n\n${ENCODINGS[encoding](html)}\n--${boundary}${style}--\n`;
}

/** A page as Safari saves it: a binary property list. */
export function webArchiveOf(html: string): Buffer {
  const short = (text: string) => Buffer.from([0x50 | text.length, ...Buffer.from(text)]);
  /** @param length in bytes, or characters of two bytes */
  const long = (kind: number, bytes: Buffer, length = bytes.length) => {
    const head = Buffer.from([kind | 15, 0x12, 0, 0, 0, 0]); // a length of four bytes follows
    head.writeUInt32BE(length, 2);
    return Buffer.concat([head, bytes]);
  };
  const wide = Buffer.from('WebMainResourceé', 'utf16le').swap16();
  const objects = [
    Buffer.from([0xd2, 1, 2, 3, 4]), // a dictionary of two keys and their values
    long(0x60, wide, wide.length / 2),
    long(0x50, Buffer.from('WebMainResource')),
    short('none'),
    Buffer.from([0xd2, 5, 6, 7, 8]),
    short('URL'),
    long(0x50, Buffer.from('WebResourceData')),
    short('lamps.test'),
    long(0x40, Buffer.from(html)),
  ];
  const head = Buffer.from('bplist00');
  const offsets = Buffer.alloc(4 * objects.length);
  let at = head.length;
  for (const [i, object] of objects.entries()) {
    offsets.writeUInt32BE(at, 4 * i);
    at += object.length;
  }
  const trailer = Buffer.alloc(32);
  [trailer[6], trailer[7]] = [4, 1];
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  return Buffer.concat([head, ...objects, offsets, trailer]);
}
