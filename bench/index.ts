import { benchAck } from './ack/index.js';
import { benchAssign } from './assign.js';
import type { BenchRow } from './bench-row.js';
import { benchDecide } from './decide.js';
import { benchEvaluationRun } from './evaluation-run.js';
import { benchMongo } from './mongo.js';
import { benchNextOffer } from './next-offer.js';
import { benchStart } from './start.js';

const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  ack: benchAck,
  assign: benchAssign,
  decide: benchDecide,
  'evaluation-run': benchEvaluationRun,
  mongo: benchMongo,
  'next-offer': benchNextOffer,
  start: benchStart,
};

function rounded(value: number | null): string {
  return value === null ? '–' : Number(value.toPrecision(3)).toLocaleString('en-US');
}

/** As a row of the README's table. */
function line({ name, value, unit, reference, referenceValue, ratio, budget }: BenchRow): string {
  const against = `${reference}${referenceValue === null ? '' : `: ${rounded(referenceValue)} ${unit}`}`;
  return `| ${name} | ${rounded(value)} ${unit} | ${against} | ${ratio === null ? '–' : `${rounded(ratio)}x`} | ${budget} |\n`;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  process.stderr.write(
    `No bench ${unknown.join(', ')}. Benches: ${Object.keys(benches).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  process.stdout.write(
    '| what | measured | reference | ratio | budget |\n| --- | --- | --- | --- | --- |\n',
  );
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const row of await bench()) process.stdout.write(line(row));
  }
}
