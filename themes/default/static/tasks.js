// Filters and sorts the list of tasks; what is chosen stands in the address. The rows come from nhiem-vu/du-lieu/
// (written by src/render/filter.rs, which says their form), the newest first and no more than needed.
(() => {
	'use strict';
	const form = document.getElementById('loc');
	if (!form || !window.fetch || !window.ketluan) return;
	const { texts, say, date, until, state, day, passed, fold, wordsOf, fits } = window.ketluan;
	const root = form.dataset.root;
	const count = document.getElementById('loc-so');
	const SHOWN = 200;
	const MOST = 20; // files of tasks to load where no year is chosen
	const files = {};
	const load = (name) => files[name] || (files[name] = fetch(root + 'nhiem-vu/du-lieu/' + name + '.json').then((r) => {
		if (!r.ok) throw new Error(String(r.status));
		return r.json();
	}));
	const number = (n) => n.toLocaleString(texts.lang);
	const make = (tag, parent, text) => {
		const el = document.createElement(tag);
		if (text) el.textContent = text;
		if (parent) parent.append(el);
		return el;
	};
	const options = (select, list, value) => {
		while (select.options.length > 1) select.remove(1);
		list.forEach(([id, name]) => select.add(new Option(name, id)));
		select.value = value || '';
		if (value && !select.value) { select.add(new Option(value, value)); select.value = value; }
	};
	let lists;

	// what the list shows of a matter and what only the printed one does, as `excerpt` of src/page.rs cuts it
	const EXCERPT = 160;
	function parted(text) {
		const letters = Array.from(text);
		if (letters.length <= EXCERPT) return [text, ''];
		const cut = letters.slice(0, EXCERPT).join('');
		const blank = cut.lastIndexOf(' ');
		const shown = (blank < 0 ? cut : cut.slice(0, blank)).replace(/[,;:.… \-–(]+$/, '');
		return [shown, text.slice(shown.length)];
	}
	// [notice, anchor, text, leads, coordinators, deadlines, closed, matter, topics, progress]
	function read(row, file) {
		const [id, name, year, official] = file.notices[row[0]];
		const deadlines = row[5].map((code) => {
			const mark = code[0];
			if (row[6]) return { words: texts[['', 'done', 'void', 'no_task'][row[6]]], name: 'done', text: /^\d/.test(mark) ? until(code) : code.slice(1), due: /^\d/.test(mark) ? code.slice(0, 10) : '' };
			if (mark === '*' || mark === '~') return { words: mark === '*' ? texts.recurring : texts.undated, name: 'undated', text: code.slice(1), due: '' };
			const [kind, words] = state(code, day, lists.stale_after);
			return { words, name: kind, stale: kind === 'late' && passed(code) > lists.stale_after, text: until(code), due: code.slice(0, 10) };
		});
		const dated = deadlines.map((d) => d.due).filter(Boolean).sort();
		const late = deadlines.filter((d) => d.name === 'late');
		const order = ['late', 'soon', 'due', 'undated', 'done'];
		return {
			notice: id, notice_name: name, official, year, anchor: row[1], text: row[2], matter: row[2].charAt(row[7]).toLocaleUpperCase(texts.lang) + row[2].slice(row[7] + 1), leads: row[3], coordinators: row[4], deadlines,
			status: row[6] ? 'done' : order.find((o) => deadlines.some((d) => d.name === o)) || 'none',
			stale: late.length > 0 && late.every((d) => d.stale), due: dated[0] || '', topics: row[8] || [], progress: row[9] || '',
		};
	}

	async function rows(asked) {
		lists = lists || await load('index');
		const all = [];
		let left = asked.get('nam') || asked.get('van-ban') ? Infinity : MOST;
		let cut = false;
		for (const [year, files] of lists.years) {
			if (asked.get('nam') && asked.get('nam') !== String(year || 0)) continue;
			for (let n = 1; n <= files; n++) {
				if (left-- <= 0) { cut = true; break; }
				const file = await load((year || 0) + '-' + n);
				file.rows.forEach((row) => all.push(read(row, file)));
				if (asked.get('van-ban') && file.notices.some((x) => x[0] === asked.get('van-ban')) && n < files) {
					const next = await load((year || 0) + '-' + (n + 1));
					if (!next.notices.some((x) => x[0] === asked.get('van-ban'))) left = 0;
				}
			}
		}
		return [all, cut && left < 0];
	}

	function chosen(all, asked) {
		const typed = wordsOf(asked.get('q') || '').map((word) => [word, fold(word)]);
		const agency = lists.agencies.findIndex((a) => a[0] === asked.get('co-quan'));
		const topic = lists.topics.findIndex((t) => t[0] === asked.get('chuyen-de'));
		const role = asked.get('vai-tro');
		const of = (t) => (role === 'phoi-hop' ? [] : t.leads).concat(role === 'chu-tri' ? [] : t.coordinators);
		const found = all.filter((t) => {
			if (asked.get('co-quan') ? !of(t).includes(agency) : role && !of(t).length) return false;
			if (asked.get('van-ban') && t.notice !== asked.get('van-ban')) return false;
			if (asked.get('thang') && !t.deadlines.some((d) => d.due.slice(0, 7) === asked.get('thang'))) return false;
			// "late" is every late task, as it always was; "late-now" and "late-long" are its two parts
			if (asked.get('tinh-trang') && ![t.status, t.status === 'late' && (t.stale ? 'late-long' : 'late-now')].includes(asked.get('tinh-trang'))) return false;
			if (asked.get('chuyen-de') && !t.topics.includes(topic)) return false;
			if (!typed.length) return true;
			const text = fold(t.text);
			if (!typed.every(([, folded]) => text.includes(folded))) return false;
			const words = wordsOf(t.text);
			// the last word may still be being typed
			return typed.every(([word], i) => words.some((w) => fits(w, word, i === typed.length - 1)));
		});
		if (asked.get('xep') === 'han') found.sort((a, b) => (a.due || '9') < (b.due || '9') ? -1 : (a.due || '9') > (b.due || '9') ? 1 : 0);
		if (asked.get('xep') === 'co-quan') {
			const name = (t) => t.leads.length ? lists.agencies[t.leads[0]][1] : '\uffff';
			const compare = new Intl.Collator(texts.lang).compare;
			found.sort((a, b) => compare(name(a), name(b)));
		}
		return found;
	}

	function cell(row, head) {
		const td = make('td', row);
		td.dataset.h = head;
		return td;
	}
	function names(td, ids) {
		ids.forEach((id, i) => {
			if (i) td.append('; ');
			const a = make('a', td, lists.agencies[id][1]);
			a.lang = 'vi';
			a.href = root + 'co-quan/' + lists.agencies[id][0] + '/';
		});
	}
	function show(found, from) {
		const body = document.querySelector('#bang-nhiem-vu tbody');
		if (!from) body.textContent = '';
		found.slice(from, from + SHOWN).forEach((t) => {
			const tr = make('tr', body);
			make('td', tr).className = 'row-number';
			const th = make('th', tr);
			th.scope = 'row';
			th.lang = 'vi';
			const [shown, rest] = parted(t.matter);
			const a = make('a', th, shown);
			a.href = root + 'ket-luan/' + t.notice + '/#nv-' + t.anchor;
			if (rest) {
				make('span', a, '…').className = 'cut';
				make('span', a, rest).className = 'rest';
			}
			names(cell(tr, texts.leads), t.leads);
			names(cell(tr, texts.coordinators), t.coordinators);
			const when = cell(tr, texts.deadline);
			t.deadlines.forEach((d, i) => {
				if (i) make('br', when);
				if (d.due) make('a', when, d.text).href = root + 'lich/' + d.due.slice(0, 7) + '/#ngay-' + d.due;
				else make('span', when, d.text).lang = 'vi';
				when.append(' ');
				make('span', when, d.words).className = 'badge badge-' + d.name;
			});
			if (t.progress) {
				make('br', when);
				when.append(t.progress);
			}
			const from = cell(tr, texts.notes);
			// on an annex the notice stands at the head
			const name = make('span', from);
			if (form.elements['van-ban'].value) name.className = 'no-print';
			make('a', name, t.notice_name).href = root + 'ket-luan/' + t.notice + '/';
			// the second task of a clause has an address of its own, but stands in no other clause
			const clause = t.anchor.replace(/~\d+$/, '');
			if (clause) {
				name.append(', ');
				from.append(texts.clause + ' ' + clause);
			}
		});
		const more = document.getElementById('hien-them');
		if (more) more.remove();
		const left = found.length - from - SHOWN;
		if (left > 0) {
			const button = make('button', null, say('more', { n: number(left) }));
			button.id = 'hien-them';
			button.type = 'button';
			button.className = 'no-print';
			document.getElementById('bang-nhiem-vu').after(button);
			button.addEventListener('click', () => show(found, from + SHOWN));
		}
	}

	// the notices and months to choose from: those of the year where one is chosen
	function choose(asked, all) {
		let { notices, months } = lists;
		if (asked.get('nam') && all) {
			notices = [...new Map(all.map((t) => [t.notice, t.notice_name]))];
			months = [...new Set(all.flatMap((t) => t.deadlines.map((d) => d.due.slice(0, 7))))].filter(Boolean).sort().reverse();
		}
		options(form.elements['van-ban'], notices, asked.get('van-ban'));
		options(form.elements.thang, months.map((m) => [m, say('month', date(m + '-01'))]), asked.get('thang'));
	}

	let turn = 0;
	let found = [];
	async function filter() {
		const mine = ++turn;
		const asked = new URLSearchParams([...new FormData(form)].filter((x) => x[1]));
		const here = new URL(location.href);
		here.search = asked;
		history.replaceState(null, '', here);
		count.textContent = texts.loading;
		try {
			const [all, cut] = await rows(asked);
			if (mine !== turn) return;
			found = chosen(all, asked);
			choose(asked, all);
			show(found, 0);
			const numbers = { n: number(found.length), shown: SHOWN };
			// the front page, the warnings and the pages of agencies do not count what is late for so long
			const stale = asked.get('tinh-trang') === 'late-long' ? 0 : found.filter((t) => t.stale).length;
			const more = [
				stale && say('stale', { n: number(stale), days: number(lists.stale_after) }),
				cut && say('newest', { n: number(all.length) }),
			].filter(Boolean);
			count.textContent = [say(found.length > SHOWN ? 'count_shown' : 'count', numbers) + (more.length ? '.' : ''), ...more].join(' ');
			document.querySelectorAll('nav.year-nav').forEach((nav) => { nav.hidden = [...asked].length > 0; });
			const letter = asked.get('van-ban') && found[0] && found[0].official;
			const agency = lists.agencies.find((a) => a[0] === asked.get('co-quan'));
			const caption = [agency && agency[1], letter && say('annex_of', { notice: letter })].filter(Boolean).join(' ') || texts.annex;
			document.querySelectorAll('#bang-nhiem-vu caption, .annex-head p:last-child').forEach((el) => { el.textContent = caption; });
		} catch (e) {
			if (mine === turn) count.textContent = texts.failed;
		}
	}

	(async () => {
		const asked = new URLSearchParams(location.search);
		try {
			lists = await load('index');
		} catch (e) {
			count.textContent = texts.failed;
			return;
		}
		options(form.elements['co-quan'], lists.agencies, asked.get('co-quan'));
		options(form.elements['chuyen-de'], lists.topics, asked.get('chuyen-de'));
		options(form.elements.nam, lists.years.filter((y) => y[0]).map((y) => [y[0], y[0]]), asked.get('nam'));
		const topics = form.elements['chuyen-de'].closest('div');
		topics.hidden = !lists.topics.length;
		choose(asked);
		for (const name of ['q', 'vai-tro', 'tinh-trang', 'xep']) if (asked.get(name)) form.elements[name].value = asked.get(name);
		if ([...asked].length) filter();
		let wait;
		form.addEventListener('submit', (e) => { e.preventDefault(); filter(); });
		form.addEventListener('change', filter);
		form.addEventListener('input', (e) => {
			if (e.target.name === 'q') { clearTimeout(wait); wait = setTimeout(filter, 200); }
		});
		form.addEventListener('reset', () => setTimeout(filter));
		document.getElementById('in-phu-luc').addEventListener('click', async () => {
			await filter();
			for (let from = SHOWN; from < found.length; from += SHOWN) show(found, from);
			window.print();
		});
	})();
})();
