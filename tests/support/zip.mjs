// A ZIP archive in memory, for office files that no program would write.
import { crc32, deflateRawSync } from 'node:zlib';

const crc = crc32 ?? ((bytes) => {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
});

const header = (signature, fields) => {
  const bytes = Buffer.alloc(4 + fields.reduce((all, [size]) => all + size, 0));
  bytes.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size);
  return bytes;
};

// `members`: pairs of name and content.
export function zipOf(members) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of members) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = [[2, 20], [2, 0], [2, 8], [2, 0], [2, 0], [4, crc(bytes)], [4, packed.length], [4, bytes.length], [2, title.length], [2, 0]];
    const local = Buffer.concat([header(0x04034b50, common), title, packed]);
    directory.push(Buffer.concat([header(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), title]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = header(0x06054b50, [[2, 0], [2, 0], [2, members.length], [2, members.length], [4, central.length], [4, offset], [2, 0]]);
  return Buffer.concat([...parts, central, end]);
}

// A Word file whose text is `body`, WordprocessingML; `more` are further members.
export const docxOf = (body, { before = '', more = [] } = {}) =>
  zipOf([
    [
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ],
    [
      '_rels/.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ],
    [
      'word/document.xml',
      `<?xml version="1.0"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${body}</w:t></w:r></w:p></w:body></w:document>`,
    ],
    ...more,
  ]);
