// Every kind of page, narrow and wide, light and dark, with and without JavaScript: no message in the console, no
// request to another host, nothing that the Content-Security-Policy stops, no scrolling sideways, and nothing that axe
// finds against WCAG 2.2 A and AA or best practice.
const path = require('path');
const axe = require('axe-core').source;
const { kinds } = require('./site');

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function look(site, context, address, options) {
  const page = await context.newPage();
  const wrong = [];
  page.on('console', m => { if (!(address.startsWith('khong/') && m.text().includes('404'))) wrong.push(`console: ${m.text()}`); });
  page.on('pageerror', e => wrong.push(`error: ${e.message}`));
  page.on('request', r => { if (!r.url().startsWith(site.root)) wrong.push(`request outside the site: ${r.url()}`); });
  page.on('response', r => { if (r.status() >= 400 && !r.url().endsWith(address)) wrong.push(`${r.status()} ${r.url()}`); });
  await page.goto(site.root + address, { waitUntil: 'networkidle' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong.push(`scrolls sideways by ${wide} px`);
  const heads = await page.locator('h1').count();
  if (heads !== 1) wrong.push(`${heads} h1`);
  if (!(await page.locator('main').innerText()).trim()) wrong.push('empty main');
  if (options.javaScriptEnabled !== false) {
    wrong.push(...(await page.evaluate(() => window.broken)).map(b => `policy: ${b}`));
    await page.evaluate(axe);
    const found = await page.evaluate(rules => window.axe.run(document, { runOnly: rules.tags, rules: rules.but, resultTypes: ['violations'] }), {
        tags: RULES,
        // a screen in a hall has no reader whose reading a reload could break
        but: page.url().includes('/man-hinh/') ? { 'meta-refresh': { enabled: false } } : {},
    });
    for (const v of found.violations) wrong.push(`${v.id}: ${v.nodes.length} × ${v.nodes[0].target.join(' ')} ${v.nodes[0].any.concat(v.nodes[0].all).map(x => x.message)[0] || v.help}`);
    if (options.shots) {
      const name = (address.replace(/[^a-z0-9-]+/g, '_').replace(/_$/, '') || 'trang-dau') + `-${options.viewport.width}-${options.colorScheme}.png`;
      await page.screenshot({ path: path.join(options.shots, name), fullPage: true });
    }
  }
  await page.close();
  return wrong;
}

module.exports = async (site, shots) => {
  const faults = [];
  let passed = 0;
  const ways = [];
  for (const width of [360, 1440]) for (const colorScheme of ['light', 'dark']) ways.push({ viewport: { width, height: 900 }, colorScheme, shots });
  // 1280 px at 400 %, and a page that only reads
  ways.push({ viewport: { width: 320, height: 256 }, javaScriptEnabled: false }, { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false });
  if (shots) ways.push({ viewport: { width: 768, height: 900 }, colorScheme: 'light', shots }, { viewport: { width: 768, height: 900 }, colorScheme: 'dark', shots });
  for (const way of ways) {
    const { shots: _, ...options } = way;
    const context = await site.context({ ...options, reducedMotion: 'reduce' });
    const list = kinds(site.folder);
    const one = async () => {
      for (let address = list.shift(); address !== undefined; address = list.shift()) {
        const wrong = await look(site, context, address, way).catch(e => [e.message.split('\n')[0]]);
        if (wrong.length) faults.push(...wrong.map(w => `/${address} at ${way.viewport.width} px ${way.colorScheme || 'without JavaScript'}: ${w}`)); else passed++;
      }
    };
    await Promise.all([one(), one()]);
    await context.close();
  }
  return { passed, faults };
};
