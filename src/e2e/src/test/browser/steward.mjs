// A data steward's journey through the console, with a real browser; what does not hold ends it with an error.
// Arguments: the hub's address, folder for pictures, then login and password of a steward, another steward, a physician.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { open, violations } from './browser.mjs';

const [hub, pictures, login, password, otherLogin, otherPassword, physician, physicianPassword] = process.argv.slice(2);
const PAGES = ['catalogue', 'places', 'certificates', 'prices', 'panels', 'versions', 'publish', 'items/laboratory/glucose'];
mkdirSync(pictures, { recursive: true });

// One browser each: what of it belongs to a person is then surely apart.
const browsers = [];
const errors = [];

async function somebody(name, secret, shown = '[data-testid=count]') {
  const browser = await open();
  browsers.push(browser);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/40[139]|412|422/.test(message.text())) {
      errors.push(message.text());
    }
  });
  await page.goto(`${hub}/`);
  await page.getByRole('link', { name: '登录' }).click();
  await page.fill('#username', name);
  await page.fill('#password', secret);
  await page.click('[type=submit]');
  await page.waitForSelector(shown);
  return page;
}

async function go(page, path) {
  await page.goto(`${hub}/console/${path}`);
  await page.waitForSelector('h1');
}

async function language(page, value) {
  await page.locator('header select').first().selectOption(value);
}

const picture = (page, name) => page.screenshot({ path: `${pictures}/${name}.png` });
const day = (days) => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

async function changeItem(page, id, days, price) {
  await go(page, `items/laboratory/${id}`);
  await page.fill('[name=validity]', days);
  await page.fill('[name=price]', price);
  await page.click('main button[type=submit]');
  await page.waitForURL('**/publish');
}

async function publish(page, from) {
  await page.getByRole('radio').nth(from === 'now' ? 0 : 1).check();
  if (from !== 'now') {
    await page.fill('input[type=date]', from);
  }
  await page.click('main button[type=submit]');
}

try {
  const page = await somebody(login, password);

  // Counts, search by name in both languages, LOINC and specimen; filters.
  const count = async () => (await page.textContent('[data-testid=count]')).match(/\d+/g).slice(0, 3).map(Number);
  const [all, laboratory, examinations] = await count();
  assert.ok(laboratory >= 300 && examinations >= 60 && all === laboratory + examinations, `${all}`);
  for (const words of ['葡萄糖', 'glucose', '14749-6', 'ser/plas glucose']) {
    await page.locator('main input').first().fill(words);
    await page.waitForFunction((before) => !document.querySelector('[data-testid=count]').textContent.includes(before), ` ${all} `);
    await page.getByRole('link', { name: '葡萄糖 Glucose', exact: true }).waitFor();
  }
  await page.locator('main input').first().fill('');
  await page.locator('main select').selectOption('examination');
  await page.waitForFunction((wanted) => document.querySelector('[data-testid=count]').textContent.includes(` ${wanted} `), examinations);
  await page.locator('main select').selectOption('');

  // What is wrong is said at its field, before the server is asked.
  await go(page, 'items/laboratory/glucose');
  await page.fill('[name=price]', 'five');
  await page.click('main button[type=submit]');
  await page.getByText('金额，如 12.50').waitFor();

  // From a later day: in force there and not before.
  await changeItem(page, 'glucose', '9', '7.25');
  await publish(page, day(30));
  await page.getByRole('status').filter({ hasText: '已发布' }).waitFor();
  const row = (id) => page.getByRole('row').filter({ has: page.getByRole('link', { name: id, exact: true }) });
  await go(page, 'catalogue?words=14749-6');
  await row('葡萄糖 Glucose').getByText('1 天').waitFor();
  await go(page, `catalogue?words=14749-6&at=${day(31)}`);
  await row('葡萄糖 Glucose').getByText('9 天').waitFor();
  await row('葡萄糖 Glucose').getByText('7.25').waitFor();

  // From now, into the later version as well.
  await changeItem(page, 'hemoglobin', '5', '4.50');
  await picture(page, 'publish');
  await publish(page, 'now');
  await page.getByRole('status').filter({ hasText: '已发布' }).waitFor();
  for (const at of ['', `&at=${day(31)}`]) {
    await go(page, `catalogue?words=718-7${at}`);
    await row('血红蛋白 Hemoglobin').getByText('4.50').waitFor();
  }
  await go(page, 'versions');
  await page.getByText('管数据').first().waitFor();
  await page.locator('main select').first().selectOption({ index: 2 });
  const difference = page.locator('[data-testid=difference]');
  await difference.filter({ hasText: 'hemoglobin' }).filter({ hasText: '5 天' }).filter({ hasText: '4.50' }).waitFor();
  assert.ok(!(await difference.innerText()).includes('glucose'));
  await picture(page, 'versions');

  // Two stewards at the same row: nothing is lost, what changed meanwhile is shown, and it can be published after all.
  const other = await somebody(otherLogin, otherPassword);
  await changeItem(page, 'platelets', '6', '3.30');
  await changeItem(other, 'platelets', '8', '3.60');
  await publish(other, 'now');
  await other.getByRole('status').filter({ hasText: '已发布' }).waitFor();
  await publish(page, 'now');
  await page.getByText('期间').first().waitFor();
  await page.getByText('6 天').first().waitFor();
  await picture(page, 'conflict');
  const mine = page.getByRole('button', { name: '仍采用我的修改' });
  while ((await mine.count()) > 0) {
    await mine.first().click();
  }
  await page.click('main button[type=submit]');
  await page.getByRole('status').filter({ hasText: '已发布' }).waitFor();
  await go(page, 'catalogue?words=777-3');
  await row('血小板计数 Platelets').getByText('6 天').waitFor();

  // The server's refusal stands at the change it is about, and the draft stays.
  await go(page, 'places');
  await page.getByRole('button', { name: '新增' }).click();
  await page.locator('[name=institution]').selectOption('city-first');
  await page.locator('[name=level]').selectOption('2');
  await page.click('main form button[type=submit]');
  await go(page, 'publish');
  await page.getByText('您修改的这一行').first().waitFor();
  await page.getByRole('button', { name: '放弃全部修改' }).click();
  await go(page, 'items/laboratory/sodium');
  await page.fill('[name="terms.0.unit"]', 'millimols');
  await page.click('main button[type=submit]');
  await page.waitForURL('**/publish');
  await publish(page, 'now');
  await page.getByText('millimols').last().waitFor();
  await page.getByText('服务器未接受').first().waitFor();
  await picture(page, 'refused');
  await page.getByRole('link', { name: '修改' }).click();
  assert.equal(await page.getAttribute('[name="terms.0.unit"]', 'aria-invalid'), 'true');
  await page.getByText('millimols is no UCUM unit').waitFor();
  await go(page, 'publish');
  await page.getByRole('button', { name: '放弃全部修改' }).click();

  // By keyboard alone: the first stop skips to the content, every stop is visible.
  await go(page, 'catalogue');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/places');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');

  // Accessible in both languages, at every size and both contrasts; no sideways scroll on a narrow screen.
  for (const spoken of ['zh-CN', 'en']) {
    await language(page, spoken);
    assert.equal(await page.getAttribute('html', 'lang'), spoken);
    for (const path of PAGES) {
      await go(page, path);
      assert.deepEqual(await violations(page), [], `${path} ${spoken}`);
    }
    for (const [size, contrast] of [['125', 'usual'], ['150', 'high']]) {
      await page.evaluate(([s, c]) => {
        localStorage.setItem('hulian.size', s);
        localStorage.setItem('hulian.contrast', c);
      }, [size, contrast]);
      await go(page, 'catalogue');
      assert.deepEqual(await violations(page), [], `catalogue ${spoken} ${size} ${contrast}`);
      await go(page, 'items/laboratory/glucose');
      assert.deepEqual(await violations(page), [], `item ${spoken} ${size} ${contrast}`);
    }
    await page.evaluate(() => localStorage.setItem('hulian.size', '100'));
    await page.setViewportSize({ width: 320, height: 800 });
    for (const path of PAGES) {
      await go(page, path);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, `${path} ${spoken} is wide`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await go(page, 'catalogue');
  await picture(page, 'catalogue');

  // Who has no screens is told so, with role and institution.
  const doctor = await somebody(physician, physicianPassword, 'h1:has-text("您的角色暂无页面")');
  const told = await doctor.locator('main').innerText();
  assert.ok(told.includes('医生') && told.includes('city-first'), told);
  assert.equal(await doctor.getByRole('navigation').count(), 0);
  assert.deepEqual(await violations(doctor), []);

  // Nothing a script can read is a token, and signing out ends it.
  const kept = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  assert.ok(!kept.includes('eyJ'), kept);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  assert.deepEqual(errors, []);
  console.log('done');
} catch (error) {
  for (const [index, page] of browsers.flatMap((one) => one.contexts()).flatMap((context) => context.pages()).entries()) {
    await picture(page, `failed-${index}`);
    console.log(page.url(), await page.locator('main').innerText().catch(() => ''));
  }
  console.log(errors);
  throw error;
} finally {
  await Promise.all(browsers.map((one) => one.close()));
}
