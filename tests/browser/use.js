// What people do: search, filter, read, by keyboard alone; the days left on a later day; the lists without JavaScript.
const fs = require('fs');
const path = require('path');

module.exports = async site => {
  const faults = [];
  let passed = 0;
  const is = (what, ok) => { if (ok) passed++; else faults.push(what); };
  // what an action leads to, which the browser may do a moment later than the key is pressed
  const soon = async (what, asked) => {
    let ok = false;
    for (let i = 0; i < 100 && !ok; i++) {
      if (i) await new Promise(next => setTimeout(next, 100));
      ok = await asked();
    }
    is(what, ok);
  };
  const context = await site.context({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const first = async words => {
    await page.goto(`${site.root}tim-kiem/?q=${encodeURIComponent(words)}`);
    const hit = page.locator('#ket-qua li').first();
    await hit.waitFor();
    return { href: await hit.locator('a').getAttribute('href'), text: (await hit.innerText()).normalize('NFC').toLowerCase(), group: await page.locator('#ket-qua h2').first().innerText() };
  };

  // search
  for (const words of ['so tai chinh', 'Sở Tài chính', 'SO TAI CHÍNH']) {
    is(`search "${words}" finds the agency first`, (await first(words)).href.endsWith('co-quan/so-tai-chinh/'));
  }
  let hit = await first('giai ngan');
  is('search "giai ngan" finds tasks about it first', hit.text.includes('giải ngân') && hit.group.startsWith('Nhiệm vụ'));
  hit = await first('12/4/2026');
  is('search "12/4/2026" finds what is due that day first', hit.href.includes('#nv-') && hit.text.includes('12/4/2026'));
  const same = [];
  for (const words of ['Trà Lĩnh', 'tra linh']) {
    hit = await first(words);
    is(`search "${words}" finds Trà Lĩnh first`, hit.text.includes('trà lĩnh'));
  }
  for (const words of ['uỷ ban', 'ủy ban']) {
    await first(words);
    await page.locator('#ket-qua [role=status]', { hasText: /^[0-9.]+ kết quả/ }).waitFor();
    same.push(await page.locator('#ket-qua a').evaluateAll(list => list.map(a => a.href).join()));
  }
  is('old and new places of the tone find the same', same[0] === same[1] && same[0].length > 0);
  // a notice is long: the hit leads to the clause that has the words
  await first('khó khăn tồn đọng giải ngân');
  await page.locator('#ket-qua a[href*="?tim="]').first().click();
  await page.waitForURL(/ket-luan\/[^?]*#/);
  const clause = await page.locator(':target').innerText();
  await soon(`a notice is opened at the clause (${page.url().split('/').pop()})`, async () => /tồn đọng/.test(clause) && !page.url().includes('tim='));
  hit = await first('GRDP');
  is('search "GRDP" finds the indicator', await page.locator('#ket-qua a[href$="chi-tieu/grdp-growth/"]').count() === 1);
  await first('đầu tư công');
  is('search "đầu tư công" finds the topic', await page.locator('#ket-qua a[href*="chuyen-de/"]').count() > 0);
  // a notice is what its title says, and a task what its own words say
  hit = await first('kết luận phiên họp');
  is(`search "kết luận phiên họp" finds notices first (${hit.group})`, hit.group.startsWith('Văn bản') && /ket-luan\/2026-03\/\?tim/.test(hit.href));
  hit = await first('chủ tịch nhà');
  is(`a notice whose title has some of the words comes behind tasks that have all (${hit.group})`, hit.group.startsWith('Nhiệm vụ'));
  // a letter alone is marked beside the word it was typed beside, and not in "III.3.1"
  await first('báo cáo tháng 3');
  const threes = await page.locator('#ket-qua mark').evaluateAll(list => list.filter(m => m.textContent === '3').map(m => (m.previousSibling || {}).textContent === ' ' && m.previousElementSibling.textContent.toLowerCase()));
  is(`a number is marked beside its word (${threes.length})`, threes.length > 0 && threes.every(word => word && word.normalize('NFC') === 'tháng'));
  // a hit shows the passage that has the words, wherever it stands in the text
  hit = await first('tháo gỡ doanh nghiệp');
  const shown = await page.locator('#ket-qua li').first().locator('p').innerText();
  is(`a task's hit shows the words at its end (${shown})`, /^… .*tháo gỡ khó khăn cho doanh nghiệp\.$/.test(shown.normalize('NFC')) && shown.length < 210);
  await first('lệ phí cửa khẩu');
  const ended = await page.locator('#ket-qua li', { hasText: 'III.1.1' }).locator('p').innerText();
  is(`what is due stands behind the passage (${ended})`, /lệ phí tại cửa khẩu.* \(hạn trước 12\/4\/2026\)$/.test(ended.normalize('NFC')));
  await first('tổng đàn lợn');
  const said = page.locator('#ket-qua li', { has: page.locator('a[href*="?tim="]') }).first().locator('p', { hasText: 'Tổng đàn lợn' });
  await soon('a notice\'s hit shows its paragraph', async () => await said.count() === 1 && (await said.locator('mark').allInnerTexts()).join(' ').normalize('NFC').includes('Tổng đàn lợn'));
  // marks that are typed count
  hit = await first('hòa');
  const marked = await page.locator('#ket-qua mark').allInnerTexts();
  is(`search "hòa" marks nothing else (${[...new Set(marked)].join(', ')})`, marked.length > 0 && marked.every(m => ['hòa', 'hoà'].includes(m.toLowerCase().normalize('NFC'))));
  await first('Sở Tài chính');
  is('hits are marked', await page.locator('#ket-qua mark').count() > 0);
  await page.goto(`${site.root}tim-kiem/`);
  // how long an answer takes is told, not tested: a busy machine says nothing of the program
  await page.locator('#q').fill('so tai chinh');
  await page.locator('#ket-qua li').first().waitFor();
  console.log(`search answers in ${Math.round(await page.evaluate(async () => {
    const input = document.querySelector('#q');
    const status = document.querySelector('#ket-qua [role=status]');
    const begun = performance.now();
    await new Promise(done => {
      new MutationObserver((_, me) => { if (/\d/.test(status.textContent)) { me.disconnect(); done(); } }).observe(status, { childList: true });
      input.value = 'tai chinh';
      input.form.requestSubmit();
    });
    return performance.now() - begun;
  }))} ms`);

  // a deadline that was put off stands in the filtered list on its new day, as everywhere
  await page.goto(`${site.root}nhiem-vu/?nam=2026&van-ban=2026-03`);
  const moved = page.locator('#bang-nhiem-vu tbody tr', { hasText: 'điện mặt trời' });
  await page.locator('#loc-so', { hasText: 'nhiệm vụ' }).waitFor();
  is('a deadline that was put off counts on its new day', /[^c] 24\/4\/2026/.test((await moved.first().innerText()).replace(/\s+/g, ' ')));
  const before = page.locator('#bang-nhiem-vu tbody tr', { hasText: 'bãi đổ thải' });
  is('a list says before which day, with the zeros of documents', (await before.first().innerText()).includes('trước 07/4/2026'));

  // an archive of many years: the newest are read first, the others on demand
  await page.route('**/tim-kiem/du-lieu/meta.json', async route => {
    const meta = await (await route.fetch()).json();
    meta.parts.push(...meta.parts.slice(1));
    await route.fulfill({ json: meta });
  });
  await page.goto(`${site.root}tim-kiem/?q=bao+cao`);
  const some = page.locator('#ket-qua [role=status]', { hasText: 'từ năm 2022' });
  await some.waitFor();
  const found = parseInt(await some.innerText(), 10);
  await page.getByRole('button', { name: 'trước năm 2022' }).click();
  const every = page.locator('#ket-qua [role=status]', { hasText: /^[0-9.]+ kết quả$/ });
  await every.waitFor();
  is('older years are searched on demand', found >= 30 && parseInt(await every.innerText(), 10) > found);
  await soon('the focus stays with the results', () => every.evaluate(e => e === document.activeElement));
  await page.unroute('**/tim-kiem/du-lieu/meta.json');

  // keyboard: skip link, search, result
  const focused = () => page.evaluate(() => { const e = document.activeElement; return { tag: e.tagName, id: e.id, text: e.textContent.trim().slice(0, 60), href: e.getAttribute('href') || '', outline: getComputedStyle(e).outlineStyle }; });
  const tabTo = async (wanted, most = 60) => {
    for (let i = 0; i < most; i++) {
      await page.keyboard.press('Tab');
      const now = await focused();
      if (wanted(now)) return now;
    }
    return null;
  };
  await page.goto(site.root);
  await page.keyboard.press('Tab');
  let now = await focused();
  is('the first stop is the skip link, and it is seen', now.href === '#noi-dung' && now.outline !== 'none');
  await page.keyboard.press('Enter');
  await soon('the skip link leads to the content', async () => (await focused()).id === 'noi-dung');
  is('the search field comes next', !!await tabTo(e => e.id === 'q', 3));
  await page.keyboard.type('so tai chinh');
  await page.keyboard.press('Enter');
  await page.waitForURL(/tim-kiem\/\?q=/);
  await page.locator('#ket-qua li').first().waitFor();
  now = await tabTo(e => e.href.includes('co-quan/so-tai-chinh/'));
  is('a result is reached by keyboard, and it is seen', now && now.outline !== 'none');
  await page.keyboard.press('Enter');
  await page.waitForURL(/co-quan\/so-tai-chinh\//);
  passed++;

  // filter: chosen by keyboard, kept in the address, shared
  await page.goto(`${site.root}nhiem-vu/`);
  await page.locator('#loc').waitFor({ state: 'visible' });
  is('the filter is reached by keyboard', !!await tabTo(e => e.id === 'loc-co-quan'));
  const place = await page.locator('#loc-co-quan').evaluate(s => [...s.options].findIndex(o => o.value === 'so-tai-chinh'));
  for (let i = 0; i < place; i++) await page.keyboard.press('ArrowDown');
  await page.waitForURL(/co-quan=so-tai-chinh/);
  let rows = 0;
  await soon('the list is filtered', async () => {
    rows = await page.locator('#bang-nhiem-vu tbody tr').count();
    return rows > 0 && rows < 149 && (await page.locator('#loc-so').innerText()).startsWith(String(rows));
  });
  const shared = await context.newPage();
  await shared.goto(page.url() + '&tinh-trang=late&xep=han');
  await soon('an address that was shared filters', async () => {
    const late = await shared.locator('#bang-nhiem-vu tbody tr').count();
    return late > 0 && late < rows && await shared.locator('#bang-nhiem-vu .badge-late').count() >= late;
  });
  await soon('the form shows what was shared', async () => await shared.locator('#loc-tinh-trang').inputValue() === 'late');
  const box = await shared.evaluate(() => ({ hidden: getComputedStyle(document.querySelector('.row-number')).display }));
  is('row numbers are for print', box.hidden === 'none');
  await shared.emulateMedia({ media: 'print' });
  const printed = await shared.evaluate(() => ({
    head: getComputedStyle(document.querySelector('.annex-head')).display, filter: getComputedStyle(document.querySelector('.filter')).display,
    thead: getComputedStyle(document.querySelector('.annex thead')).display, page: getComputedStyle(document.querySelector('.annex')).page,
  }));
  is('the annex prints across, with its head on every page', printed.head === 'block' && printed.filter === 'none' && printed.thead === 'table-header-group' && printed.page === 'annex');
  await shared.goto(`${site.root}ket-luan/2026-03/`);
  const paper = await shared.evaluate(() => ({
    lefts: ['.site-name', 'h1', '.site-footer p'].map(s => Math.round(document.querySelector(s).getBoundingClientRect().left)),
    clause: getComputedStyle(document.querySelector('.clause')).breakInside,
    widths: ['.clause > p', '.clause'].map(s => document.querySelector(s).getBoundingClientRect().width),
  }));
  is(`on paper all begins at one edge, lines are as wide as it is, and clauses run on (${JSON.stringify(paper)})`,
    new Set(paper.lefts).size === 1 && paper.clause === 'auto' && paper.widths[0] > .9 * paper.widths[1]);
  await shared.close();

  // an official pastes the address of the calendar into another program
  await page.goto(`${site.root}co-quan/so-tai-chinh/`);
  await page.getByRole('button', { name: 'Sao chép địa chỉ lịch' }).click();
  await page.locator('.subscribe [role=status]', { hasText: 'Đã sao chép' }).waitFor();
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  is(`the calendar's address is copied (${pasted})`, pasted.endsWith('/co-quan/so-tai-chinh/lich.ics') && pasted.startsWith('https://'));
  // on a narrow screen the choices of the filter are read whole, and no head out of sight leaves room above those in sight
  const narrow = await (await site.context({ viewport: { width: 360, height: 740 } })).newPage();
  await narrow.goto(`${site.root}nhiem-vu/`);
  const cut = await narrow.locator('#loc select').evaluateAll(list => list.filter(select => {
    const style = getComputedStyle(select);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 16; // the arrow
    return pen.measureText(select.selectedOptions[0].text).width > room;
  }).map(select => select.selectedOptions[0].text));
  is(`what the filter begins with is not cut (${cut.join(', ')})`, cut.length === 0);
  await narrow.goto(`${site.root}phan-cong/`);
  const lines = await narrow.locator('table.data thead tr').first().evaluate(tr => {
    const style = getComputedStyle(tr.cells[0]);
    return (tr.offsetHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)) / parseFloat(style.lineHeight);
  });
  is(`heads of columns take two lines (${lines.toFixed(1)})`, lines < 2.5);
  await narrow.context().close();
  // the list that the script draws shows what the page itself does, task by task
  const rowsOf = () => page.locator('#bang-nhiem-vu tbody tr').evaluateAll(list => list.map(tr => [tr.querySelector('th a').getAttribute('href'), tr.innerText.replace(/\s+/g, ' ').trim(), [...tr.querySelectorAll('a')].map(a => a.getAttribute('href')).join(' ')]));
  await page.goto(`${site.root}nhiem-vu/`);
  const written = new Map((await rowsOf()).map(([href, ...told]) => [href, told.join(' | ')]));
  await page.goto(`${site.root}nhiem-vu/?xep=han`);
  await page.locator('#loc-so', { hasText: 'nhiệm vụ' }).waitFor();
  const drawn = await rowsOf();
  const other = drawn.filter(([href, ...told]) => written.get(href) !== told.join(' | '));
  is(`the filtered list shows the same as the page (${other.length} of ${drawn.length} differ: ${other.length && [written.get(other[0][0]), other[0].slice(1).join(' | ')].join(' ≠ ')})`, drawn.length === written.size && other.length === 0);
  const reported = drawn.filter(([, text]) => text.includes('Báo cáo minh họa')).length;
  is(`the filtered list says what was reported (${reported})`, reported > 0);
  // what is late for so long that nobody counts it is said, and can be told apart
  const counted = async state => {
    await page.goto(`${site.root}nhiem-vu/?tinh-trang=${state}`);
    await page.locator('#loc-so', { hasText: 'nhiệm vụ' }).waitFor();
    const told = await page.locator('#loc-so').innerText();
    return { rows: await page.locator('#bang-nhiem-vu tbody tr').count(), stale: Number((told.match(/nhiệm vụ\. Trong đó (\d+) nhiệm vụ đã qua hạn hơn 90 ngày/) || [])[1] || 0) };
  };
  const [late, lately, long] = [await counted('late'), await counted('late-now'), await counted('late-long')];
  is(`tasks late for long are told apart (${JSON.stringify([late, lately, long])})`, long.rows > 0 && lately.rows > 0 && late.rows === lately.rows + long.rows && late.stale === long.rows && lately.stale === 0);

  // what there is to choose from is there before anything is chosen
  await page.goto(`${site.root}nhiem-vu/`);
  await page.locator('#loc-thang option').nth(1).waitFor({ state: 'attached' });
  const choices = async id => page.locator(`${id} option`).allInnerTexts();
  await soon('the notices and the months can be chosen at once', async () => (await choices('#loc-van-ban')).length === 6 && (await choices('#loc-thang')).includes('Tháng 4/2026'));
  await page.locator('#loc-nam').selectOption('2022');
  await soon('a year leaves its own', async () => (await choices('#loc-van-ban')).length === 2);
  const texts = async q => {
    await page.goto(`${site.root}nhiem-vu/?q=${encodeURIComponent(q)}`);
    await page.waitForFunction(() => /\d/.test(document.querySelector('#loc-so').textContent));
    const ids = await page.locator('#bang-nhiem-vu tbody th a').evaluateAll(list => list.map(a => decodeURIComponent(a.href).replace(/.*ket-luan\/(.*)\/#nv-/, '$1/')));
    const all = JSON.parse(fs.readFileSync(path.join(site.folder, 'du-lieu/tasks.json'))).tasks;
    return ids.map(id => all.find(t => t.id === id).text.normalize('NFC').toLowerCase());
  };
  const split = text => text.match(/[\p{L}\p{N}]+/gu);
  let typed = await texts('văn hoá');
  is(`words with marks are found as typed (${typed.length})`, typed.length > 0 && typed.every(t => /văn ho[áa]|văn hóa/.test(t)));
  typed = await texts('tre');
  is(`words are found from their beginning (${typed.length})`, typed.every(t => split(t).some(w => /^tr[eéèẻẽẹêếềểễệ]/.test(w))));
  is('a word that no task has is not found inside of others', (await texts('hòa')).length === 0);

  // calendar
  await page.goto(`${site.root}lich/2026-04/`);
  now = await tabTo(e => e.href === '#ngay-2026-04-12');
  is('a day of the calendar is reached by keyboard', !!now);
  await page.keyboard.press('Enter');
  await soon('a day leads to its list', async () => page.url().endsWith('#ngay-2026-04-12'));

  // notice: only tasks, a clause's address and citation
  await page.goto(`${site.root}ket-luan/2026-03/`);
  const clauses = () => page.locator('.clause:visible').count();
  const all = await clauses();
  is('the choice of tasks is reached by keyboard', !!await tabTo(e => e.id === 'chi-nhiem-vu'));
  await page.keyboard.press('Space');
  await soon('only tasks: fewer clauses, and the address says so', async () => await clauses() < all && page.url().includes('xem=nhiem-vu'));
  await page.reload();
  await soon('the choice stays', () => page.locator('#chi-nhiem-vu').isChecked());
  await page.goto(`${site.root}ket-luan/2026-03/`);
  await page.locator('a.marker[href="#III.1.1"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await tabTo(e => e.text.startsWith('Sao chép trích dẫn'), 200);
  await page.keyboard.press('Enter');
  await page.locator('.cite [role=status]:not(:empty)').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  is(`a citation is copied ("${copied}")`, copied.startsWith('Mục III.1.1 Thông báo kết luận phiên họp tháng 3/2026'));
  await context.close();

  // the same pages two days later
  const later = await site.context({}, 2);
  const then = await later.newPage();
  await then.goto(`${site.root}lich/2026-04/`);
  await soon("days left are those of the reader's day", async () => {
    const words = await then.locator('#ngay-2026-04-23 + ol .badge').first().innerText();
    const passedBy = await then.locator('#ngay-2026-04-08 + ol .badge').first().innerText();
    return /^còn [56] ngày$/.test(words) && passedBy.startsWith('đã qua hạn 9 ngày');
  });
  // lists of the day of the build stand beside days of the reader's: the page says so
  await then.goto(site.root);
  await soon('lists of an earlier day say so', async () => {
    const told = await then.locator('.made-on').innerText();
    return told.startsWith('Danh sách lập ngày 15/4/2026.') && told.includes('Hôm nay là 17/4/2026') && told.includes('đã tính đến hôm nay');
  });
  for (const address of ['canh-bao/', 'phien-hop-toi/', 'man-hinh/', 'co-quan/so-tai-chinh/nhac-viec/']) {
    await then.goto(site.root + address);
    await soon(`lists of an earlier day say so (${address})`, async () => /Hôm nay là 17\/4\/2026.*15\/4\/2026/.test(await then.locator('.made-on').innerText()));
  }
  await later.close();
  const next = await site.context({}, 1);
  const morrow = await next.newPage();
  await morrow.goto(site.root);
  await soon('a day later nothing is added', async () => await morrow.locator('.made-on').innerText() === 'Danh sách lập ngày 15/4/2026.');
  await next.close();

  // without JavaScript: every task is listed, and has a page that says who and when
  const bare = await site.context({ javaScriptEnabled: false });
  const plain = await bare.newPage();
  await plain.goto(`${site.root}nhiem-vu/`);
  const tasks = JSON.parse(fs.readFileSync(path.join(site.folder, 'du-lieu/tasks.json'))).tasks;
  const listed = new Set(await plain.locator('#bang-nhiem-vu tbody th a').evaluateAll(list => list.map(a => a.getAttribute('href'))));
  is(`without JavaScript every task is listed (${listed.size} of ${tasks.length})`, listed.size === tasks.length);
  await plain.goto(site.root);
  is('without JavaScript the day of the lists is told', await plain.locator('.made-on').innerText() === 'Danh sách lập ngày 15/4/2026.');
  await plain.goto(`${site.root}nhiem-vu/`);
  is('without JavaScript no dead form is shown', !await plain.locator('#loc').isVisible());
  await plain.goto(`${site.root}co-quan/so-tai-chinh/`);
  is('without JavaScript no link leads to a filter', await plain.locator('main a[href*="nhiem-vu/?"]').evaluateAll(list => list.length > 0 && list.every(a => !a.checkVisibility())));
  await plain.goto(`${site.root}tim-kiem/`);
  is('without JavaScript the search says what to do', await plain.locator('noscript').count() === 1 && await plain.locator('#danh-muc').isVisible());
  await bare.close();
  return { passed, faults };
};
