// The licences of the packages whose code is in the pages, as their authors ask; printed for a file beside the pages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev || !existsSync(path)) {
    continue;
  }
  const file = readdirSync(path).find((name) => /^licen[cs]e/i.test(name));
  console.log(`${path.replace(/^node_modules\//, '')} ${entry.version} (${entry.license})\n`);
  console.log(file === undefined ? '' : readFileSync(`${path}/${file}`, 'utf8'));
  console.log('----\n');
}
