// A built site on a local server, and one page of every kind it has.
const fs = require('fs');
const http = require('http');
const path = require('path');
const { chromium } = require('playwright-core');

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.png': 'image/png' };
// The site stands below a base path, as on a portal, so that an address that only works at the root is found.
const base = '/cong/ket-luan/';
// The day for which the site was built, at noon in Vietnam.
const day = Date.UTC(2026, 3, 15, 5);

async function open(folder) {
  const server = http.createServer((req, res) => {
    const address = decodeURIComponent(new URL(req.url, 'http://x').pathname);
    let file = path.join(folder, path.normalize('/' + (address.startsWith(base) ? address.slice(base.length) : '404.html')));
    if (address.endsWith('/')) file = path.join(file, 'index.html');
    fs.readFile(file, (err, data) => {
      if (err) {
        const wanted = /\.(html|css|js|json|svg|ico)$/.test(address);
        res.writeHead(404, { 'content-type': types['.html'] });
        return res.end(wanted ? '' : fs.readFileSync(path.join(folder, '404.html')));
      }
      res.writeHead(200, { 'content-type': types[path.extname(file)] || 'application/octet-stream' });
      res.end(data);
    });
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return {
    folder, browser,
    root: `http://127.0.0.1:${server.address().port}${base}`,
    // `days` after the day of the build
    async context(options, days = 0) {
      const context = await browser.newContext({ locale: 'vi-VN', ...options });
      await context.addInitScript(now => {
        Date.now = () => now;
        window.broken = [];
        document.addEventListener('securitypolicyviolation', e => window.broken.push(`${e.violatedDirective} ${e.blockedURI}`));
      }, day + days * 864e5);
      return context;
    },
    async close() { await browser.close(); server.close(); },
  };
}

function kinds(folder) {
  const list = dir => fs.readdirSync(path.join(folder, dir), { withFileTypes: true }).filter(d => d.isDirectory()).map(d => d.name).sort();
  const last = (dir, wanted) => {
    if (!fs.existsSync(path.join(folder, dir))) return null;
    const found = list(dir).filter(d => wanted.test(d));
    return found.length ? `${dir}/${found[found.length - 1]}/` : null;
  };
  const top = list('.').filter(d => fs.existsSync(path.join(folder, d, 'index.html'))).map(d => d + '/');
  return ['', ...top,
    last('ket-luan', /^\d{4}$/), last('ket-luan', /^\d{4}-\d\d$/), 'co-quan/so-tai-chinh/', last('co-quan/so-tai-chinh', /^\d{4}$/),
    'co-quan/so-tai-chinh/nhac-viec/', last('nhiem-vu', /^\d{4}$/), last('lich', /^\d{4}$/), 'lich/2026-04/', last('so-sanh', /\.\./), last('so-sanh', /^thang-/),
    last('chi-tieu', /^\d{4}$/), last('chi-tieu', /^domestic/), last('chuyen-de', /./), last('theo-doi', /./), last('bao-cao', /^\d{4}-\d\d$/),
    'tim-kiem/?q=giai+ngan', 'nhiem-vu/?co-quan=so-tai-chinh&xep=han', 'nhung/thoi-han/', 'nhung/moi-nhat/', 'khong/co/trang-nay/',
  ].filter(p => p !== null);
}

module.exports = { open, kinds, day };
