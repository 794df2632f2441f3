// Reads the pack's regions for the tests. `REGIONS=FOLDER` names another folder, so that a new map or table can be
// checked before it takes the place of the old one.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = process.env.REGIONS ?? fileURLToPath(new URL('../../pack/gansu-2021/regions', import.meta.url));

/** The text of one file of the folder. */
export const text = name => readFileSync(`${folder}/${name}`, 'utf8');

/** The rows of one csv file as objects of text; no field there holds a comma or a quote. */
export function table(name) {
    const [header, ...lines] = text(name).trimEnd().split('\n').map(line => line.split(','));
    return lines.map(cells => {
        if (cells.length !== header.length) throw new Error(`${name}: ${cells[0]} has ${cells.length} cells`);
        return Object.fromEntries(header.map((column, i) => [column, cells[i]]));
    });
}
