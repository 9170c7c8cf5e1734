// Opens every kind of page of a built site at 360 and 1440 px, with and without JavaScript: no console error, no
// request to another host, no horizontal scrolling, one h1; and the search finds both spellings.
// Usage: node run.js SITE [SCREENSHOTS]
const fs = require('fs');
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');

const [site, shots] = process.argv.slice(2);
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.xml': 'application/xml' };

// The site stands below a base path, as on a portal, so that an address that only works at the root is found.
const base = '/cong/ket-luan/';
const server = http.createServer((req, res) => {
  const address = decodeURIComponent(new URL(req.url, 'http://x').pathname);
  if (!address.startsWith(base)) { res.writeHead(address === '/favicon.ico' ? 204 : 404); return res.end(); }
  let file = path.join(site, path.normalize('/' + address.slice(base.length)));
  if (address.endsWith('/')) file = path.join(file, 'index.html');
  fs.readFile(file, (err, data) => {
    if (err) { res.writeHead(404, { 'content-type': 'text/html' }); return res.end('404'); }
    res.writeHead(200, { 'content-type': types[path.extname(file)] || 'application/octet-stream' });
    res.end(data);
  });
});

const first = (dir, wanted) => {
  const list = fs.readdirSync(path.join(site, dir), { withFileTypes: true }).filter(d => d.isDirectory() && wanted.test(d.name)).map(d => d.name).sort();
  return list.length ? `${dir}/${list[list.length - 1]}/` : null;
};

const kinds = () => [
  '', 'ket-luan/', first('ket-luan', /^\d{4}$/), first('ket-luan', /^\d{4}-\d\d$/), 'co-quan/', 'co-quan/so-tai-chinh/', first('co-quan/so-tai-chinh', /^\d{4}$/),
  'nhiem-vu/', first('nhiem-vu', /^\d{4}$/), 'lich/', first('lich', /^\d{4}$/), first('lich', /^\d{4}-\d\d$/), 'so-sanh/', first('so-sanh', /\.\./),
  'chi-tieu/', first('chi-tieu', /./), 'chuyen-de/', first('chuyen-de', /./), 'van-ban/', 'canh-bao/', 'tim-kiem/', 'du-lieu/', 'gioi-thieu/', '404.html',
].filter(p => p !== null);

(async () => {
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const root = `http://127.0.0.1:${server.address().port}${base}`;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  let passed = 0;
  const faults = [];
  for (const javaScriptEnabled of [true, false]) {
    for (const width of [360, 1440]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled, locale: 'vi-VN' });
      for (const address of kinds()) {
        const page = await context.newPage();
        const wrong = [];
        page.on('console', m => { if (m.type() === 'error') wrong.push(`console: ${m.text()}`); });
        page.on('pageerror', e => wrong.push(`error: ${e.message}`));
        page.on('request', r => { if (!r.url().startsWith(root)) wrong.push(`request outside the site: ${r.url()}`); });
        page.on('response', r => { if (r.status() >= 400) wrong.push(`${r.status()} ${r.url()}`); });
        await page.goto(root + address);
        if (javaScriptEnabled) {
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (wide > 0) wrong.push(`scrolls sideways by ${wide} px`);
        }
        const heads = await page.locator('h1').count();
        if (heads !== 1) wrong.push(`${heads} h1`);
        if (!(await page.locator('main').innerText()).trim()) wrong.push('empty main');
        if (shots && javaScriptEnabled) {
          const name = (address.replace(/[^a-z0-9-]+/g, '_').replace(/_$/, '') || 'trang-dau') + `-${width}.png`;
          await page.screenshot({ path: path.join(shots, name), fullPage: address !== 'nhiem-vu/' });
        }
        if (wrong.length) faults.push(...wrong.map(w => `/${address} at ${width} px${javaScriptEnabled ? '' : ' without JavaScript'}: ${w}`)); else passed++;
        await page.close();
      }
      await context.close();
    }
  }
  const page = await browser.newPage();
  for (const words of ['so tai chinh', 'Sở Tài chính']) {
    await page.goto(`${root}tim-kiem/?q=${encodeURIComponent(words)}`);
    const found = await page.locator('#ket-qua a[href*="co-quan/so-tai-chinh/"]').first().waitFor({ timeout: 5000 }).then(() => true, () => false);
    if (found) passed++; else faults.push(`search for "${words}" does not find Sở Tài chính`);
  }
  await browser.close();
  server.close();
  faults.forEach(f => console.log(f));
  console.log(`${passed} passed, ${faults.length} failed`);
  process.exit(faults.length ? 1 : 0);
})();
