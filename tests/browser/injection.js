// Builds sites whose every field and file name is an attack (tests/injection/payloads.json) and opens their pages: no script of
// theirs runs, nothing is asked of another host, and no page has an element or attribute that its kind does not have in two
// harmless sites: a twin, in which each attack has lost its signs and nothing else, and one of forms that the reading knows.
// Last, a theme that prints two words unescaped must be found out: a check that cannot fail is none.
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
const begun = Date.now();
const said = text => { if (process.env.VERBOSE) console.log(`${Math.round((Date.now() - begun) / 1000)} s: ${text}`); };

const put = (file, text) => { fs.mkdirSync(path.dirname(file), { recursive: true }); fs.writeFileSync(file, text); };
const oneLine = text => text.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ');

// An attack without its signs: as long, as many lines and words, so that it is read alike and its site has the same pages.
const signs = { '<': '‹', '>': '›', '＜': '‹', '＞': '›', '"': '”', "'": '’', '`': '’', '&': '·', '{': '(', '}': ')', '=': '–', '＝': '–', '\\': '·', '%': '·' };
const tame = text => text.replace(/(script|data|file|feed|https?):/gi, '$1 ').replace(/\/\//g, '/ ')
  .replace(/[<>＜＞"'`&{}=＝\\%]/g, sign => signs[sign]).replace(/[^\P{C}\r\n\t\u{10000}-\u{10ffff}]/gu, '');

// A name that the disk takes, or null.
const fileName = text => {
  const name = text.replace(/[/\0]/g, '');
  return name && name !== '.' && name !== '..' && Buffer.byteLength(name) < 200 ? name : null;
};

// Two characters that no YAML has would leave the settings or a whole register unread.
const fine = text => !/[\ufffe\uffff]/.test(text);

// One site with each text in every field. JSON is YAML, so that its escapes carry any character.
function write(dir, texts) {
  const content = path.join(dir, 'content');
  const agencies = {}, topics = {}, indicators = {}, holidays = [], progress = [];
  texts.forEach((p, i) => {
    const month = 1 + i % 12, year = 2023 + Math.floor(i / 12) % 4;
    const day = `${year}-${String(month).padStart(2, '0')}-20`;
    if (fine(p)) {
      agencies[`co-${i}`] = { name: `Cơ quan ${i} ${p}`, short: [`CQ${i} ${p}`], aliases: [`Bí danh ${i} ${p}`], note: p, kind: 'so' };
      agencies[p] = { name: `Mã lạ ${i} ${p}` };
      topics[`de-${i}`] = { name: `Chuyên đề ${i} ${p}`, aliases: [`chuyên đề số ${i}`] };
      topics[`${p} `] = { name: p };
      indicators[`chi-tieu-${i}`] = { name: `Chỉ tiêu ${i} ${p}`, unit: p };
      indicators[p] = { name: `Chỉ tiêu lạ ${i} ${p}` };
      holidays.push({ day, name: p });
      progress.push({ task: `y-${i}/I.1`, status: 'hoan-thanh', date: day, evidence: p, note: p });
      progress.push({ task: p, status: p, date: p });
    }
    put(path.join(content, `y-${i}.yaml`), JSON.stringify({
      id: `y-${i}`, kind: 'thong-bao-ket-luan', title: p, number: p, issuer: p, place: p, chair: p, meeting_date: day, period: day.slice(0, 7),
      signer: { name: p, title: p, authority: p }, recipients: [p, `Sở ${p}`], approvals: [p], original: { title: p, url: p }, files: [p, `goc/${p}`],
      outline: [{ clause: 'I', heading: p, text: p, children: [
        { clause: '1', text: `Cơ quan ${i} ${oneLine(p)} báo cáo chuyên đề số ${i} trước ngày 20/${month}/${year}.` },
        { clause: p, text: p },
      ] }],
      tasks: [
        { clause: 'I.1', text: `Báo cáo chuyên đề số ${i} ${p}`, leads: [`co-${i}`, p], coordinators: [p, `co-${(i + 1) % texts.length}`],
          deadlines: [{ due: day, bound: 'before', quote: p, time: p }, { bound: 'event', quote: p }, { bound: 'recurring', every: p, weekday: 1, quote: p }] },
        { clause: p, text: p, leads: [p] },
      ],
      indicators: [{ id: `chi-tieu-${i}`, label: p, value: 1 + i, unit: p, quote: p, span: p, clause: 'I.1', comparisons: [{ basis: p, value: 2, unit: p }] }, { id: p, label: p, value: 3 },
        // a second month of the one before makes a chart of it
        ...(i ? [{ id: `chi-tieu-${i - 1}`, label: p, value: i, unit: p, quote: p }] : [])],
    }));
    const bare = fileName(p);
    if (bare) put(path.join(content, 'goc', bare), 'tệp');
    if (bare) put(path.join(dir, 'static', 'kem', bare), 'tệp');
  });
  // notices as issued and names of files hold some attacks each, so that there are fewer pages to open
  for (let i = 0; i < texts.length; i += 4) {
    const some = texts.slice(i, i + 4), lines = some.map(oneLine), month = i % 8 ? 2 : 11;
    put(path.join(content, `m-${i}.md`), `---\nid: m-${i}\ntitle: ${JSON.stringify(some.join(' '))}\n${some.map((p, k) => `"${k} ${JSON.stringify(p).slice(1, -1)}": 1\n`).join('')}---\n` +
      `UBND TỈNH ${lines[0]}\n\nTHÔNG BÁO\n\nKết luận ${lines[1 % lines.length]}\n\n` + some.map((p, k) => {
        const line = lines[k];
        return `${['I', 'II', 'III', 'IV'][k]}. Mục ${line}\n\n1. Sở Tài chính ${line} báo cáo trước ngày 20/${month}/2026 theo Công văn số 1/${line}.\n\n${p}\n\n- ${line}\n\n` +
          `| A ${line} | ${line} |\n| --- | --- |\n| ${line} | Sở Y tế ${line} |\n\n2. Thu đạt 410,5 tỷ đồng ${line}, tăng 4,2%.\n\n`;
      }).join('') + `Nơi nhận:\n${lines.map(line => `- ${line};\n`).join('')}- Lưu: VT.\n\n${lines.join('\n\n')}\n\nNguyễn ${lines[0]}\n`);
  }
  let held = [];
  texts.forEach((p, i) => {
    const longer = fileName([`t-${i}`, ...held, p].join('-'));
    if (longer && held.length < 3) held.push(p);
    else {
      nameOf(i, held);
      held = fileName(`t-${i}-${p}`) ? [p] : [];
    }
  });
  nameOf(texts.length, held);
  function nameOf(i, held) {
    // exact copies would be published once
    if (held.length) put(path.join(content, 'ten', `${fileName([`t-${i}`, ...held].join('-'))}.md`), `I. Mục\n\n1. Sở Y tế báo cáo lần ${i} trước ngày 20/4/2026.\n`);
  }
  put(path.join(content, '_data/agencies.yaml'), JSON.stringify(agencies));
  put(path.join(content, '_data/topics.yaml'), JSON.stringify(topics));
  put(path.join(content, '_data/indicators.yaml'), JSON.stringify(indicators));
  put(path.join(content, '_data/holidays.yaml'), JSON.stringify(holidays));
  put(path.join(content, '_data/progress/2026-04.yaml'), JSON.stringify(progress));
  put(path.join(dir, 'ketluan.yaml'), JSON.stringify({ title: 'Trang thử', base_url: 'https://example.gov.vn/kl' }));
}

// One site whose settings are the attacks, all of them in each key.
function writeSettings(dir, texts) {
  const all = texts.filter(t => t.length < 400 && fine(t)).join(' · ');
  put(path.join(dir, 'content/2026-02.md'), 'I. Mục\n\n1. Sở Y tế báo cáo trước ngày 20/4/2026.\n');
  put(path.join(dir, 'content/2026-03.md'), 'I. Mục\n\n1. Sở Y tế báo cáo trước ngày 20/5/2026.\n');
  put(path.join(dir, 'ketluan.yaml'), JSON.stringify({ title: all, office: all, description: all, footer: all, licence: all, province: all, texts: { 'nav.home': all, 'tasks.total': all, 'about.title': all } }));
}

function build(dir, ...more) {
  const run = spawnSync(program, ['build', '--today', '2026-04-15', '--format', 'json', ...more], { cwd: dir, maxBuffer: 1 << 28 });
  if (run.status !== 0 && run.status !== 1) throw new Error(`build in ${dir}: ${run.status} ${run.stderr}`);
  const report = JSON.parse(run.stdout);
  if (!report.summary.published) throw new Error(`nothing was published in ${dir}: ${run.stderr}${report.diagnostics.filter(d => d.code.startsWith('KL05')).slice(0, 20).map(d => `\n${d.path}: ${d.message}`).join('')}`);
  return path.join(dir, 'public');
}

// Addresses of all pages, in order; files that were attached are given out as they are.
function pages(site, below = '') {
  return fs.readdirSync(path.join(site, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(e => {
    const name = below ? `${below}/${e.name}` : e.name;
    const attached = name.startsWith('kem/') || (name.startsWith('ket-luan/') && e.name !== 'index.html');
    return e.isDirectory() ? pages(site, name) : e.name.endsWith('.html') && !attached ? [name] : [];
  });
}

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };
const serve = site => new Promise(done => {
  const server = http.createServer((req, res) => {
    let file;
    try { file = path.join(site, path.normalize('/' + decodeURIComponent(new URL(req.url, 'http://x').pathname))); } catch { res.writeHead(400); return res.end(); }
    if (file.endsWith('/')) file += 'index.html';
    fs.readFile(file, (err, data) => {
      res.writeHead(err ? 404 : 200, { 'content-type': types[path.extname(file)] || 'application/octet-stream', 'cache-control': file.includes('/tinh/') ? 'max-age=600' : 'no-store' });
      res.end(err ? '' : data);
    });
  });
  server.listen(0, '127.0.0.1', () => done(server));
});

// Every element with those around it, its classes (without a measure at their end) and its attributes by name, once each; the addresses that lead or load
// elsewhere; inline scripts. `hidden` is left out: a script sets it once its data has come, which may be before or after the look.
const look = () => {
  const shapes = new Set(), urls = new Set(), scripts = [];
  const name = e => (e ? e.localName + [...e.classList].sort().map(c => `.${c.replace(/[0-9]+$/, '')}`).join('') : '');
  for (const e of document.querySelectorAll('*')) {
    const attributes = e.getAttributeNames().filter(n => n !== 'hidden');
    const around = [e.parentElement?.parentElement?.parentElement, e.parentElement?.parentElement, e.parentElement].map(name).join('>');
    shapes.add(`${around}>${name(e)}[${attributes.sort()}]`);
    for (const n of attributes) if (['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href'].includes(n)) urls.add(e.getAttribute(n));
    if (e.localName === 'script' && !e.hasAttribute('src')) scripts.push(`${e.type}|${e.type.includes('json') ? '' : e.textContent}`);
  }
  return { shapes: [...shapes], urls: [...urls], scripts };
};

// Pages of one kind have the same first folder.
const kind = page => page.split('/').slice(0, -1)[0] || page;

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  // opens pages of a site, some at a time, and hands what each looks like to `each`; gives what they did
  // the policy of the pages would stop most scripts: here nothing may need it
  async function visit(site, list, each) {
    const did = [];
    const server = await serve(site);
    const root = `http://127.0.0.1:${server.address().port}/`;
    const waiting = [...list];
    const tab = async () => {
      let context, page, now = '', opened = 0;
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        // a tab that opened too many pages runs out of what the browser gives it
        if (opened++ % 200 === 0) {
          await context?.close();
          context = await browser.newContext({ locale: 'vi-VN', bypassCSP: true });
          page = await context.newPage();
          page.on('dialog', d => { did.push(`${now}: a script ran: ${d.message()}`); d.dismiss().catch(() => {}); });
          page.on('request', r => { if (!r.url().startsWith(root) && !r.url().startsWith('data:image/')) did.push(`${now}: asks ${r.url()}`); });
          page.on('framenavigated', f => { if (!f.url().startsWith(root) && f.url() !== 'about:blank') did.push(`${now}: goes to ${f.url()}`); });
        }
        now = next;
        await page.goto(root + now.split('/').map(encodeURIComponent).join('/'));
        each(now, await page.evaluate(look));
      }
      await context?.close();
    };
    await Promise.all([tab(), tab(), tab()]);
    server.close();
    return did;
  }
  // what a page has that no harmless page of its kind has
  const strange = (page, seen, known) => [
    ...seen.shapes.filter(s => !known.has(`${kind(page)} ${s}`)).map(s => `new element ${s}`),
    ...seen.scripts.filter(s => !known.has(`script ${s}`)).map(s => `new script ${s.slice(0, 80)}`),
    // an address of a page leads to a page, to a web address written as such, or to a mailbox
    ...seen.urls.filter(u => /^[\s\u0000-\u0020]*(?!https?:|mailto:|tel:|webcal:|data:image\/)[a-z][a-z0-9+.-]*:/i.test(u)).map(u => `address ${u.slice(0, 80)}`),
    ...seen.urls.filter(u => /^[\\/]{2}/.test(u)).map(u => `address ${u.slice(0, 80)}`),
  ];
  // forms that the reading and the theme know, so that all their elements are seen
  // nothing at all, twice: a day that has gone by and one to come
  const forms = ['', 'vô hại', 'vô hại, hai', 'vô; hại', 'a.pdf', '', 'một\n\nhai', '- một\n- hai', '1. một\n2. hai', 'I.1', 'A | B', '12', 'Sở Y tế', 'Sở Y tế, Sở Tài chính', 'báo cáo trước ngày 20/4/2026', 'đạt 12,5%, tăng 3,2%'];
  const harmless = payloads.map(tame);
  for (const [name, make] of [['noi-dung', write], ['cai-dat', writeSettings]]) {
    const known = new Set();
    const note = (page, seen) => { seen.shapes.forEach(s => known.add(`${kind(page)} ${s}`)); seen.scripts.forEach(s => known.add(`script ${s}`)); };
    let count = 0;
    for (const [which, texts] of [['twin', harmless], ['forms', forms]]) {
      const dir = path.join(work, `${name}-${which}`);
      make(dir, texts);
      const site = build(dir);
      let list = pages(site);
      if (which === 'twin') count = list.length;
      // hundreds of bodies and indicators look alike: every third shows what there is; fewer known shapes make the check stricter
      if (which === 'twin') list = list.filter((p, i) => i % 3 === 0 || !['co-quan', 'chi-tieu'].includes(kind(p)));
      faults.push(...(await visit(site, list, note)).map(f => `${which} ${f}`));
      said(`${list.length} pages of the harmless site (${which})`);
    }
    const attacked = path.join(work, name);
    make(attacked, payloads);
    const site = build(attacked);
    const list = pages(site);
    faults.push(...await visit(site, list, (page, seen) => {
      const wrong = strange(page, seen, known);
      if (wrong.length) faults.push(...wrong.map(w => `${name}/${page}: ${w}`)); else passed++;
    }));
    said(`${list.length} pages of the attacked site`);
    if (Math.abs(list.length - count) > count / 50) faults.push(`${name}: ${list.length} pages, its harmless twin has ${count}`);
    for (const file of fs.readdirSync(attacked).filter(f => !['content', 'static', 'public', 'ketluan.yaml', '.ketluan'].includes(f) && !f.startsWith('.public'))) faults.push(`${file} was written beside the output`);
    if (name === 'noi-dung') await broken(known);
  }
  // a theme that prints the titles of notices unescaped; attacks without addresses, for a page that leads nowhere is not published
  async function broken(known) {
    const dir = path.join(work, 'open');
    const markup = payloads.filter(p => /^<(script>alert|b>|h1>|svg onload|body onload|p onp|details open|marquee|button onclick)/.test(p));
    write(dir, markup);
    const template = fs.readFileSync(path.join(__dirname, '../../themes/default/templates/notice.html'), 'utf8');
    const open = template.replace('{{ view.title }}', '{{ view.title | safe }}');
    if (open === template) throw new Error('notice.html has no title to print unescaped');
    put(path.join(dir, 'theme/templates/notice.html'), open);
    const site = build(dir, '--theme', 'theme');
    const list = pages(site).filter(p => p.startsWith('ket-luan/y-'));
    let added = 0;
    const did = await visit(site, list, (page, seen) => { if (strange(page, seen, known).some(w => w.startsWith('new element'))) added++; });
    const ran = did.filter(d => d.includes('a script ran')).length;
    said(`a theme without escaping: ${added} of ${list.length} pages with new elements, ${ran} scripts ran`);
    if (list.length !== markup.length || added !== list.length || ran < 3) faults.push(`a theme without escaping: ${added} of ${list.length} pages with new elements, ${ran} scripts ran`);
    else passed++;
  }
  await browser.close();
  if (!process.env.KEEP) fs.rmSync(work, { recursive: true, force: true }); else console.log(work);
  [...new Set(faults)].slice(0, 60).forEach(f => console.log(f));
  console.log(`${passed} passed, ${faults.length} failed`);
  process.exit(faults.length ? 1 : 0);
})().catch(e => { faults.slice(0, 60).forEach(f => console.log(f)); console.error(e); fs.rmSync(work, { recursive: true, force: true }); process.exit(1); });
