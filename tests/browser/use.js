// What people do: search, filter, read, by keyboard alone; the days left on a later day; the lists without JavaScript.
const fs = require('fs');
const path = require('path');

module.exports = async site => {
  const faults = [];
  let passed = 0;
  const is = (what, ok) => { if (ok) passed++; else faults.push(what); };
  const context = await site.context({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const first = async words => {
    await page.goto(`${site.root}tim-kiem/?q=${encodeURIComponent(words)}`);
    const hit = page.locator('#ket-qua li').first();
    await hit.waitFor({ timeout: 5000 });
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
    await page.waitForTimeout(200);
    same.push(await page.locator('#ket-qua a').evaluateAll(list => list.map(a => a.href).join()));
  }
  is('old and new places of the tone find the same', same[0] === same[1] && same[0].length > 0);
  is('hits are marked', await page.locator('#ket-qua mark').count() > 0);
  await page.goto(`${site.root}tim-kiem/`);
  const took = await page.evaluate(async () => {
    const input = document.querySelector('#q');
    const out = document.querySelector('#ket-qua');
    const ask = async text => {
      const begun = performance.now();
      await new Promise(done => {
        new MutationObserver((list, me) => { if (out.querySelector('li') && out.querySelector('[role=status]').textContent.match(/\d/)) { me.disconnect(); done(); } }).observe(out, { childList: true, subtree: true, characterData: true });
        input.value = text;
        input.form.requestSubmit();
      });
      return performance.now() - begun;
    };
    await ask('so tai chinh');
    document.querySelector('#ket-qua div').textContent = '';
    document.querySelector('#ket-qua [role=status]').textContent = '';
    return ask('tai chinh');
  });
  is(`search answers within 100 ms (${Math.round(took)} ms)`, took < 100);

  // a deadline that was put off stands in the filtered list on its new day, as everywhere
  await page.goto(`${site.root}nhiem-vu/?nam=2026&van-ban=2026-03`);
  const moved = page.locator('#bang-nhiem-vu tbody tr', { hasText: 'điện mặt trời' });
  await page.locator('#loc-so', { hasText: 'nhiệm vụ' }).waitFor({ timeout: 5000 });
  is('a deadline that was put off counts on its new day', (await moved.first().innerText()).includes('24/4/2026'));

  // an archive of many years: the newest are read first, the others on demand
  await page.route('**/tim-kiem/du-lieu/meta.json', async route => {
    const meta = await (await route.fetch()).json();
    meta.parts.push(...meta.parts.slice(1));
    await route.fulfill({ json: meta });
  });
  await page.goto(`${site.root}tim-kiem/?q=bao+cao`);
  const some = page.locator('#ket-qua [role=status]', { hasText: 'từ năm 2022' });
  await some.waitFor({ timeout: 5000 });
  const found = parseInt(await some.innerText(), 10);
  await page.getByRole('button', { name: 'trước năm 2022' }).click();
  const every = page.locator('#ket-qua [role=status]', { hasText: /^[0-9.]+ kết quả$/ });
  await every.waitFor({ timeout: 5000 });
  is('older years are searched on demand', found >= 30 && parseInt(await every.innerText(), 10) > found);
  is('the focus stays with the results', await every.evaluate(e => e === document.activeElement));
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
  is('the skip link leads to the content', (await focused()).id === 'noi-dung');
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
  await page.waitForFunction(() => /\d/.test(document.querySelector('#loc-so').textContent));
  const rows = await page.locator('#bang-nhiem-vu tbody tr').count();
  is('the list is filtered', rows > 0 && rows < 149 && (await page.locator('#loc-so').innerText()).startsWith(String(rows)));
  const shared = await context.newPage();
  await shared.goto(page.url() + '&tinh-trang=late&xep=han');
  await shared.waitForFunction(() => /\d/.test(document.querySelector('#loc-so').textContent));
  const late = await shared.locator('#bang-nhiem-vu tbody tr').count();
  is('an address that was shared filters', late > 0 && late < rows && await shared.locator('#bang-nhiem-vu .badge-late').count() >= late);
  is('the form shows what was shared', await shared.locator('#loc-tinh-trang').inputValue() === 'late');
  const box = await shared.evaluate(() => ({ hidden: getComputedStyle(document.querySelector('.row-number')).display }));
  is('row numbers are for print', box.hidden === 'none');
  await shared.emulateMedia({ media: 'print' });
  const printed = await shared.evaluate(() => ({
    head: getComputedStyle(document.querySelector('.annex-head')).display, filter: getComputedStyle(document.querySelector('.filter')).display,
    thead: getComputedStyle(document.querySelector('.annex thead')).display, page: getComputedStyle(document.querySelector('.annex')).page,
  }));
  is('the annex prints across, with its head on every page', printed.head === 'block' && printed.filter === 'none' && printed.thead === 'table-header-group' && printed.page === 'annex');
  await shared.close();

  // calendar
  await page.goto(`${site.root}lich/2026-04/`);
  now = await tabTo(e => e.href === '#ngay-2026-04-12');
  is('a day of the calendar is reached by keyboard', !!now);
  await page.keyboard.press('Enter');
  is('a day leads to its list', page.url().endsWith('#ngay-2026-04-12'));

  // notice: only tasks, a clause's address and citation
  await page.goto(`${site.root}ket-luan/2026-03/`);
  const clauses = () => page.locator('.clause:visible').count();
  const all = await clauses();
  is('the choice of tasks is reached by keyboard', !!await tabTo(e => e.id === 'chi-nhiem-vu'));
  await page.keyboard.press('Space');
  is('only tasks: fewer clauses, and the address says so', await clauses() < all && page.url().includes('xem=nhiem-vu'));
  await page.reload();
  is('the choice stays', await page.locator('#chi-nhiem-vu').isChecked());
  await page.goto(`${site.root}ket-luan/2026-03/`);
  await page.locator('a.marker[href="#III.1.1"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await tabTo(e => e.text.startsWith('Sao chép trích dẫn'), 200);
  await page.keyboard.press('Enter');
  await page.locator('.cite [role=status]:not(:empty)').waitFor({ timeout: 3000 });
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  is(`a citation is copied ("${copied}")`, copied.startsWith('Mục III.1.1 Thông báo kết luận phiên họp tháng 3/2026'));
  await context.close();

  // the same pages two days later
  const later = await site.context({}, 2);
  const then = await later.newPage();
  await then.goto(`${site.root}lich/2026-04/`);
  const words = await then.locator('#ngay-2026-04-23 + ol .badge').first().innerText();
  const passedBy = await then.locator('#ngay-2026-04-08 + ol .badge').first().innerText();
  is(`days left are those of the reader's day ("${words}", "${passedBy}")`, /^còn [56] ngày$/.test(words) && passedBy.startsWith('đã qua hạn 9 ngày'));
  await later.close();

  // without JavaScript: every task is listed, and has a page that says who and when
  const bare = await site.context({ javaScriptEnabled: false });
  const plain = await bare.newPage();
  await plain.goto(`${site.root}nhiem-vu/`);
  const tasks = JSON.parse(fs.readFileSync(path.join(site.folder, 'du-lieu/tasks.json'))).tasks;
  const listed = new Set(await plain.locator('#bang-nhiem-vu tbody th a').evaluateAll(list => list.map(a => a.getAttribute('href'))));
  is(`without JavaScript every task is listed (${listed.size} of ${tasks.length})`, listed.size === tasks.length);
  is('without JavaScript no dead form is shown', !await plain.locator('#loc').isVisible());
  await plain.goto(`${site.root}tim-kiem/`);
  is('without JavaScript the search says what to do', await plain.locator('noscript').count() === 1 && await plain.locator('#danh-muc').isVisible());
  await bare.close();
  return { passed, faults };
};
