// Reads a mail's HTML from stdin; prints each feature that a mail program does not support, as [program, feature] pairs.
import { readFileSync } from 'node:fs';
import { caniemail } from 'caniemail';

const clients = ['gmail.*', 'outlook.*', 'apple-mail.*'];
const { issues } = caniemail({ clients, html: readFileSync(0, 'utf8') });
const pairs = [...issues.errors].flatMap(([client, found]) => found.map((one) => `${client}\t${one.title.trim()}`));
console.log(JSON.stringify([...new Set(pairs)].sort().map((pair) => pair.split('\t'))));
