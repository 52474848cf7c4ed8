import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadRules } from '../src/rules/versions';

/** A history without an end, two versions a page. */
function endless(): { pages: number } {
  const read = { pages: 0 };
  globalThis.fetch = async (path) => {
    if (!String(path).includes('_history')) {
      return new Response(JSON.stringify({ resourceType: 'Library' }));
    }
    read.pages++;
    const entry = [0, 1].map((one) => ({
      resource: { resourceType: 'Library', meta: { versionId: String(1000 - 2 * read.pages - one) } },
    }));
    const link = [{ relation: 'next', url: `http://hub.test/fhir/Library/recognition-rules/_history?page=${read.pages}` }];
    return new Response(JSON.stringify({ resourceType: 'Bundle', entry, link }));
  };
  return read;
}

test('no more than 40 pages of the history of the rules are read, the latest versions first', async () => {
  const read = endless();

  const { versions } = await loadRules();

  assert.equal(read.pages, 40);
  assert.equal(versions.length, 80);
  assert.ok(Number(versions[0].id) > Number(versions[79].id));
});
