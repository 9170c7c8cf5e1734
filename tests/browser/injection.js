// Builds sites whose every field and file name is an attack (tests/injection/payloads.json) and opens their pages: no script of
// theirs runs, nothing is asked of another host, and no page has an element or attribute that the same site of harmless
// words does not have.
// Usage: node injection.js KETLUAN
const fs = require('fs');
const http = require('http');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { chromium } = require('playwright-core');

const program = path.resolve(process.argv[2]);
const payloads = JSON.parse(fs.readFileSync(path.join(__dirname, '../injection/payloads.json'), 'utf8')).map(p => p.text);
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ketluan-injection-'));
const faults = [];
let passed = 0;

const put = (file, text) => { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, text); };
const oneLine = text => text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ');

// A name that the disk takes, or null.
const fileName = text => {
  const name = text.replace(/[/\0]/g, '');
  return name && name !== '.' && name !== '..' && Buffer.byteLength(name) < 200 ? name : null;
};

// One site with each text in every field. JSON is YAML, so that its escapes carry any character.
function write(dir, texts) {
  const content = path.join(dir, 'content');
  const agencies = {}, topics = {}, indicators = {}, holidays = [], progress = [];
  texts.forEach((p, i) => {
    const month = 1 + i % 12, year = 2010 + Math.floor(i / 12) % 15;
    const day = `${year}-${String(month).padStart(2, '0')}-20`;
    agencies[`co-${i}`] = { name: `Cơ quan ${i} ${p}`, short: [`CQ${i} ${p}`], aliases: [`Bí danh ${i} ${p}`], note: p, kind: 'so' };
    agencies[p] = { name: `Mã lạ ${i} ${p}` };
    topics[`de-${i}`] = { name: `Chuyên đề ${i} ${p}`, aliases: [`chuyên đề số ${i}`] };
    topics[`${p} `] = { name: p };
    indicators[`chi-tieu-${i}`] = { name: `Chỉ tiêu ${i} ${p}`, unit: p };
    indicators[p] = { name: `Chỉ tiêu lạ ${i} ${p}` };
    holidays.push({ day, name: p });
    progress.push({ task: `y-${i}/I.1`, status: 'hoan-thanh', date: day, evidence: p, note: p });
    progress.push({ task: p, status: p, date: p });
    put(path.join(content, `y-${i}.yaml`), JSON.stringify({
      id: `y-${i}`, kind: 'thong-bao-ket-luan', title: p, number: p, issuer: p, place: p, chair: p, meeting_date: day, period: day.slice(0, 7),
      signer: { name: p, title: p, authority: p }, recipients: [p, `Sở ${p}`], approvals: [p], original: { title: p, url: p }, files: [p, `goc/${p}`],
      outline: [{ clause: 'I', heading: p, text: p, children: [
        { clause: '1', text: `Cơ quan ${i} ${oneLine(p)} báo cáo chuyên đề số ${i} trước ngày 20/${month}/${year}.` },
        { clause: p, text: p },
      ] }],
      tasks: [
        { clause: 'I.1', text: `Báo cáo ${p}`, leads: [`co-${i}`, p], coordinators: [p, `co-${(i + 1) % texts.length}`],
          deadlines: [{ due: day, bound: 'before', quote: p, time: p }, { bound: 'event', quote: p }, { bound: 'recurring', every: p, weekday: 1, quote: p }] },
        { clause: p, text: p, leads: [p] },
      ],
      indicators: [{ id: `chi-tieu-${i}`, label: p, value: 1 + i, unit: p, quote: p, span: p, clause: 'I.1', comparisons: [{ basis: p, value: 2, unit: p }] }, { id: p, label: p, value: 3 }],
    }));
    const line = oneLine(p);
    put(path.join(content, `m-${i}.md`), `---\nid: m-${i}\ntitle: ${JSON.stringify(p)}\n"${i} ${JSON.stringify(p).slice(1, -1)}": 1\n---\nUBND TỈNH ${line}\n\nTHÔNG BÁO\n\nKết luận ${line}\n\n` +
      `I. Mục ${line}\n\n1. Sở Tài chính ${line} báo cáo trước ngày 20/${month}/${year} theo Công văn số 1/${line}.\n\n${p}\n\n- ${line}\n\n| A ${line} | ${line} |\n| --- | --- |\n| ${line} | Sở Y tế ${line} |\n\n` +
      `2. Thu đạt 410,5 tỷ đồng ${line}, tăng 4,2%.\n\nNơi nhận:\n- ${line};\n- Lưu: VT.\n\n${line}\n\nNguyễn ${line}\n`);
    const name = fileName(`t-${i}-${p}`), bare = fileName(p);
    if (name) put(path.join(content, 'ten', `${name}.md`), `I. Mục\n\n1. Sở Y tế báo cáo trước ngày 20/4/2026.\n`);
    if (bare) put(path.join(content, 'goc', bare), 'tệp');
    if (bare) put(path.join(dir, 'static', 'kem', bare), 'tệp');
  });
  put(path.join(content, '_data/agencies.yaml'), JSON.stringify(agencies));
  put(path.join(content, '_data/topics.yaml'), JSON.stringify(topics));
  put(path.join(content, '_data/indicators.yaml'), JSON.stringify(indicators));
  put(path.join(content, '_data/holidays.yaml'), JSON.stringify(holidays));
  put(path.join(content, '_data/progress/2026-04.yaml'), JSON.stringify(progress));
  put(path.join(dir, 'ketluan.yaml'), JSON.stringify({ title: 'Trang thử', base_url: 'https://example.gov.vn/kl' }));
}

// One site whose settings are the attacks, all of them in each key.
function writeSettings(dir, texts) {
  // two characters that no YAML has would leave the settings unread
  const all = texts.filter(t => t.length < 400 && !/[\ufffe\uffff]/.test(t)).join(' · ');
  put(path.join(dir, 'content/2026-02.md'), 'I. Mục\n\n1. Sở Y tế báo cáo trước ngày 20/4/2026.\n');
  put(path.join(dir, 'content/2026-03.md'), 'I. Mục\n\n1. Sở Y tế báo cáo trước ngày 20/5/2026.\n');
  put(path.join(dir, 'ketluan.yaml'), JSON.stringify({ title: all, office: all, description: all, footer: all, licence: all, province: all, texts: { 'nav.home': all, 'tasks.total': all, 'about.title': all } }));
}

function build(dir) {
  const run = spawnSync(program, ['build', '--today', '2026-04-15', '--format', 'json'], { cwd: dir, maxBuffer: 1 << 28 });
  if (run.status !== 0 && run.status !== 1) throw new Error(`build in ${dir}: ${run.status} ${run.stderr}`);
  const report = JSON.parse(run.stdout);
  if (!report.summary.published) throw new Error(`nothing was published in ${dir}: ${run.stderr}${report.diagnostics.filter(d => d.code.startsWith('KL05')).slice(0, 20).map(d => `\n${d.path}: ${d.message}`).join('')}`);
  return path.join(dir, 'public');
}

// Addresses of all pages, in order.
function pages(site, below = '') {
  return fs.readdirSync(path.join(site, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(e => {
    const name = below ? `${below}/${e.name}` : e.name;
    return e.isDirectory() ? pages(site, name) : e.name.endsWith('.html') && !name.startsWith('kem/') ? [name] : [];
  });
}

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };
const serve = site => new Promise(done => {
  const server = http.createServer((req, res) => {
    let file;
    try { file = path.join(site, path.normalize('/' + decodeURIComponent(new URL(req.url, 'http://x').pathname))); } catch { res.writeHead(400); return res.end(); }
    if (file.endsWith('/')) file += 'index.html';
    fs.readFile(file, (err, data) => {
      res.writeHead(err ? 404 : 200, { 'content-type': types[path.extname(file)] || 'application/octet-stream' });
      res.end(err ? '' : data);
    });
  });
  server.listen(0, '127.0.0.1', () => done(server));
});

// Every element with its parent and its attributes by name, once each; the addresses that lead or load elsewhere; inline scripts.
const look = () => {
  const shapes = new Set(), urls = new Set(), scripts = [];
  for (const e of document.querySelectorAll('*')) {
    const names = e.getAttributeNames();
    shapes.add(`${e.parentElement ? e.parentElement.localName : ''}>${e.localName}[${names.sort()}]`);
    for (const n of names) if (['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(n)) urls.add(e.getAttribute(n));
    if (e.localName === 'script' && !e.hasAttribute('src')) scripts.push(`${e.type}|${e.type.includes('json') ? '' : e.textContent}`);
  }
  return { shapes: [...shapes], urls: [...urls], scripts, pwned: typeof window.pwned };
};

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  // opens pages of a site and hands what each looks like to `each`
  // the policy of the pages would stop most scripts: here nothing may need it
  async function visit(site, list, each) {
    const server = await serve(site);
    const root = `http://127.0.0.1:${server.address().port}/`;
    const context = await browser.newContext({ locale: 'vi-VN', bypassCSP: true });
    const page = await context.newPage();
    let now = '';
    page.on('dialog', d => { faults.push(`${now}: a script ran: ${d.message()}`); d.dismiss(); });
    page.on('request', r => { if (!r.url().startsWith(root) && !r.url().startsWith('data:image/')) faults.push(`${now}: asks ${r.url()}`); });
    page.on('framenavigated', f => { if (!f.url().startsWith(root) && f.url() !== 'about:blank') faults.push(`${now}: goes to ${f.url()}`); });
    for (const name of list) {
      now = name;
      await page.goto(root + name.split('/').map(encodeURIComponent).join('/'));
      each(name, await page.evaluate(look));
    }
    await context.close();
    server.close();
  }
  // forms that the reading and the theme know, so that all their elements are seen
  const harmless = ['vô hại', 'vô hại, hai', 'vô; hại', 'a.pdf', 'một\n\nhai', '- một\n- hai', '1. một\n2. hai', 'I.1', 'A | B', '12', 'Sở Y tế', 'Sở Y tế, Sở Tài chính', 'báo cáo trước ngày 20/4/2026', 'đạt 12,5%, tăng 3,2%'];
  for (const [name, make] of [['noi-dung', write], ['cai-dat', writeSettings]]) {
    const sound = path.join(work, `${name}-0`), attacked = path.join(work, `${name}-1`);
    make(sound, harmless);
    make(attacked, payloads);
    const known = { shapes: new Set(), scripts: new Set() };
    const before = build(sound);
    await visit(before, pages(before), (_, seen) => { seen.shapes.forEach(s => known.shapes.add(s)); seen.scripts.forEach(s => known.scripts.add(s)); });
    const after = build(attacked);
    await visit(after, pages(after), (page, seen) => {
      const wrong = [
        ...seen.shapes.filter(s => !known.shapes.has(s)).map(s => `new element ${s}`),
        ...seen.scripts.filter(s => !known.scripts.has(s)).map(s => `new script ${s.slice(0, 80)}`),
        // an address of a page leads to a page, to a web address written as such, or to a mailbox
        ...seen.urls.filter(u => /^[\s\u0000-\u0020]*(?!https?:|mailto:|tel:|webcal:|data:image\/)[a-z][a-z0-9+.-]*:/i.test(u)).map(u => `address ${u.slice(0, 80)}`),
        ...seen.urls.filter(u => /^[\\/]{2}/.test(u)).map(u => `address ${u.slice(0, 80)}`),
      ];
      if (wrong.length) faults.push(...wrong.map(w => `${name}/${page}: ${w}`)); else passed++;
    });
    for (const file of fs.readdirSync(attacked).filter(f => !['content', 'static', 'public', 'ketluan.yaml', '.ketluan'].includes(f) && !f.startsWith('.public'))) faults.push(`${file} was written beside the output`);
  }
  await browser.close();
  if (!process.env.KEEP) fs.rmSync(work, { recursive: true, force: true }); else console.log(work);
  [...new Set(faults)].slice(0, 60).forEach(f => console.log(f));
  console.log(`${passed} passed, ${faults.length} failed`);
  process.exit(faults.length ? 1 : 0);
})().catch(e => { faults.slice(0, 60).forEach(f => console.log(f)); console.error(e); fs.rmSync(work, { recursive: true, force: true }); process.exit(1); });
