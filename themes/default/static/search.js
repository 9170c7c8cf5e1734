// Searches the static index below tim-kiem/du-lieu/ (written by src/render/search.rs, which says its form).
(() => {
	'use strict';
	const form = document.getElementById('tim-kiem');
	const out = document.getElementById('ket-qua');
	if (!form || !out || !window.fetch || !window.ketluan) return;
	const { texts, say, fold, spelling, wordsOf } = window.ketluan;
	const input = form.elements.q;
	const root = form.dataset.root;
	const SHOWN = 10;
	// letters of a passage; so many of them may stand before the first word that was sought, so many where a sentence begins there
	const ROOM = 200;
	const BEFORE = 40;
	const SENTENCE = 100;
	// the agencies and the newest years are read first; the years before only where that finds little, or on demand
	const FIRST = 4;
	const ENOUGH = 30;
	// hits whose words are read to see how near they stand, and files of them
	const READ = 64;
	const READ_FILES = 4;
	const files = {};
	let turn = 0;
	const status = document.createElement('p');
	status.setAttribute('role', 'status');
	const list = document.createElement('div');
	out.append(status, list);

	const number = (n) => n.toLocaleString(texts.lang);
	function load(name) {
		if (!files[name]) {
			files[name] = fetch(root + 'tim-kiem/du-lieu/' + name + '.json').then((r) => {
				if (!r.ok) throw new Error(String(r.status));
				return r.json();
			});
			files[name].catch(() => { delete files[name]; });
		}
		return files[name];
	}
	const shard = (term, shards) => Array.from(term).slice(0, 2)
		.reduce((sum, c) => sum * 37 + (/^[a-z0-9]$/.test(c) ? c.charCodeAt(0) : 0), 0) % shards;
	// a document of all parts: newer parts first
	const PART = 1e8;
	function parse(text) {
		const terms = [];
		text = text.replace(/(^|[^\d])(\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4})(?!\d)/g, (all, before, d, m, y) => {
			const day = Number(d) + '/' + Number(m) + '/' + y;
			terms.push({ term: day, exact: day, marked: false });
			return before + ' ';
		});
		wordsOf(text).forEach((word) => {
			const term = fold(word);
			if (term && !terms.some((t) => t.exact === spelling(word))) {
				terms.push({ term, exact: spelling(word), marked: spelling(word) !== term });
			}
		});
		return terms.slice(0, 12);
	}
	// document → score for one word: four times it, plus one where it stands in the title; a word that is nowhere, and the one being typed, is taken as the beginning of one
	const has = (words, term) => Object.prototype.hasOwnProperty.call(words, term);
	function postings(words, t, whole, last) {
		const found = new Map();
		const begun = !t.there && t.term.length > 1 && (!whole || last);
		const keys = begun ? Object.keys(words).filter((k) => k.startsWith(t.term)) : has(words, t.term) ? [t.term] : [];
		keys.forEach((key) => {
			words[key].forEach(([spelt, deltas]) => {
				if (t.there && spelt !== t.exact) return;
				let doc = 0;
				const base = 4 * (spelt === t.exact ? (t.marked ? 22 : 3) : key === t.term ? 2 : 0.5);
				deltas.forEach((p) => {
					doc += p >> 1;
					const before = found.get(doc) || 0;
					found.set(doc, Math.max(before & ~1, base) | before & 1 | (key === t.term ? p & 1 : 0));
				});
			});
		});
		return found;
	}
	// how well all words match. Of most documents each word of the title counts for more. A notice has most words somewhere in its long
	// text: one whose title has only some of them comes behind tasks that have them all.
	const TITLE = 3;
	const LONG = 6;
	const NOTICES = 4; // the last of the groups
	function scored(codes, notice) {
		const sum = codes.reduce((all, code) => all + (code >> 1), 0) / 2;
		const titled = codes.filter((code) => code & 1).length;
		if (notice) return sum + (titled === codes.length ? TITLE * titled : -LONG);
		return sum + TITLE * titled;
	}
	const plain = (text) => ' ' + (fold(text).match(/[\p{L}\p{N}]+/gu) || []).join(' ') + ' ';
	// words that stand together, and a title that is nothing else, count for more
	function nearness(doc, terms) {
		const title = plain(doc.title);
		const text = title + plain(doc.excerpt);
		let bonus = title.trim() === terms.map((t) => t.term).join(' ') ? 30 : 0;
		for (let i = 1; i < terms.length; i++) {
			if (text.includes(' ' + terms[i - 1].term + ' ' + terms[i].term)) bonus += 4;
		}
		return bonus;
	}
	const WORDS = /\d+\/\d+\/\d{4}|[\p{L}\p{M}\p{N}]+/gu;
	// a word that is there as it was typed, marks and all, is only meant so
	const is = (t, word) => t.there ? spelling(word) === t.exact : fold(word) === t.term;
	// whole words; words that only begin with the last one typed where the hit does not have it whole
	function marker(doc, terms) {
		const last = terms[terms.length - 1];
		const told = ((doc.title + ' ' + doc.excerpt).match(WORDS) || []).some((word) => is(last, word));
		const begun = !told && !last.there && last.term.length > 1;
		return (word) => {
			const at = terms.findIndex((t) => is(t, word));
			return at < 0 && begun && fold(word).startsWith(last.term) ? terms.length - 1 : at;
		};
	}
	function mark(parent, text, terms, which) {
		const words = [...text.matchAll(WORDS)].map((m) => ({ at: m.index, end: m.index + m[0].length, text: m[0], term: which(m[0]) }));
		const joined = (c) => /[\p{L}\p{N}./-]/u.test(c || ' ');
		// a letter alone means something beside the word that it was typed beside ("y tế", "tháng 3"), not in "III.3.1"
		const meant = (word, i) => {
			if (word.term < 0) return false;
			if (terms[word.term].term.length > 1) return true;
			if (terms.length === 1) return !joined(text[word.at - 1]) && !(joined(text[word.end]) && joined(text[word.end + 1]));
			const [before, after] = [words[i - 1], words[i + 1]];
			return !!(before && before.term >= 0 && before.term === word.term - 1) || !!(after && after.term === word.term + 1);
		};
		let at = 0;
		words.filter(meant).forEach((word) => {
			parent.append(text.slice(at, word.at));
			const el = document.createElement('mark');
			el.textContent = word.text;
			parent.append(el);
			at = word.end;
		});
		parent.append(text.slice(at));
	}
	// where the words of a text stand that are sought, with the place of each among them
	const sought = (text, terms, which) => [...text.matchAll(WORDS)].map((m) => ({ at: m.index, end: m.index + m[0].length, term: which(m[0]) }))
		.filter((w) => w.term >= 0 && terms[w.term].term.length > 1);
	// the stretch of a text that has most of the words, then most of them side by side as they were typed, then most often; its
	// beginning where that has as many
	function stretch(text, terms, which) {
		const words = sought(text, terms, which);
		const told = (from) => {
			const inside = words.filter((w) => w.at >= from && w.end <= from + ROOM);
			const beside = inside.filter((w, i) => i && w.term === inside[i - 1].term + 1 && w.at - inside[i - 1].end === 1).map((w) => w.term);
			return { from, different: new Set(inside.map((w) => w.term)).size, beside: new Set(beside).size, often: inside.length, first: inside.length ? inside[0].at : 0 };
		};
		const likelier = (a, b) => a.different - b.different || a.beside - b.beside || a.often - b.often;
		// the end of a text is shown with what stands before it, as far as there is room
		const last = Math.max(0, text.length - ROOM);
		const best = words.map((w) => told(Math.min(last, Math.max(0, w.at - BEFORE)))).reduce((a, b) => likelier(b, a) > 0 ? b : a, told(0));
		// a sentence that begins a little before is read with its beginning, where the words have room all the same
		const begun = Math.max(...['. ', '; ', ': '].map((mark) => text.lastIndexOf(mark, best.first - 2) + 2));
		if (!best.from || begun < 3 || begun > last || best.first - begun > SENTENCE) return best;
		const whole = told(begun);
		return whole.different < best.different || whole.beside < best.beside ? best : { ...whole, whole: true };
	}
	function passage(text, terms, which) {
		if (text.length <= ROOM) return text;
		const at = stretch(text, terms, which);
		const from = at.from && !at.whole ? text.indexOf(' ', at.from) + 1 : at.from;
		if (from + ROOM >= text.length) return (from ? '… ' : '') + text.slice(from);
		const to = Math.max(text.lastIndexOf(' ', from + ROOM), from + 1);
		return (from ? '… ' : '') + text.slice(from, to).replace(/[\s,;:.…(–-]+$/, '') + '…';
	}
	// the paragraph of a notice that has most of the words; none where its title has as many
	async function paragraph(doc, terms, which) {
		const response = await fetch(root + doc.url + 'van-ban.md');
		if (!response.ok) return '';
		const all = (await response.text()).split(/\n\s*\n/)
			.map((text) => text.replace(/\\(?=[^\p{L}\p{N}\s])/gu, '').replace(/[|*#>]+/g, ' ').replace(/\s+/g, ' ').trim());
		let most = stretch(doc.title + ' ' + doc.excerpt, terms, which);
		let best = '';
		all.forEach((text) => {
			const has = stretch(text, terms, which);
			if (has.different > most.different || best && has.different === most.different && has.beside > most.beside) { most = has; best = text; }
		});
		return best && passage(best, terms, which);
	}
	const find = (id, meta) => load(meta.parts[Math.floor(id / PART)].name + '/docs-' + Math.floor(id % PART / meta.chunk))
		.then((docs) => docs[id % PART % meta.chunk]);
	function add(ul, hits, terms) {
		hits.forEach((h) => {
			const li = document.createElement('li');
			const a = document.createElement('a');
			// a notice is long: its page goes to the clause that has the words
			const which = marker(h.doc, terms);
			const asked = terms.map((t) => t.there ? t.exact.normalize('NFC') : t.term).join(' ');
			const notice = h.doc.kind === 'notice';
			a.href = root + h.doc.url + (notice ? '?tim=' + encodeURIComponent(asked) : '');
			mark(a, h.doc.title, terms, which);
			li.append(a);
			const tell = (text, note) => {
				const p = document.createElement('p');
				p.lang = 'vi';
				mark(p, text, terms, which);
				if (note) mark(p, note, terms, which);
				li.append(p);
			};
			if (h.doc.excerpt) tell(passage(h.doc.excerpt, terms, which), h.doc.note);
			// its words are read once it is shown
			if (notice) paragraph(h.doc, terms, which).then((text) => { if (text) tell(text); }, () => {});
			ul.append(li);
		});
	}
	function show(groups, terms, meta) {
		list.textContent = '';
		groups.forEach((g) => {
			if (!g.all.length) return;
			const head = document.createElement('h2');
			head.textContent = g.name + ' (' + number(g.all.length) + ')';
			const ul = document.createElement('ul');
			ul.className = 'hit-list';
			add(ul, g.hits, terms);
			list.append(head, ul);
			let shown = g.hits.length;
			if (g.all.length <= shown) return;
			const more = document.createElement('button');
			more.type = 'button';
			more.className = 'quiet';
			const label = () => { more.textContent = say('more', { n: number(g.all.length - shown) }); };
			label();
			more.addEventListener('click', async () => {
				const next = g.all.slice(shown, shown + SHOWN);
				await Promise.all(next.map(async (h) => { h.doc = await find(h.id, meta); }));
				add(ul, next, terms);
				shown += next.length;
				if (shown >= g.all.length) more.remove(); else label();
			});
			list.append(more);
		});
	}
	async function search(query, all) {
		const mine = ++turn;
		const terms = parse(query);
		if (!terms.length) { status.textContent = ''; list.textContent = ''; return; }
		status.textContent = texts.searching;
		try {
			const meta = await load('meta');
			const read = (parts) => Promise.all(parts.map((part) =>
				Promise.all(terms.map((t) => load(part.name + '/words-' + shard(t.term, part.shards))))));
			const last = terms.length - 1;
			let words = [];
			let whole;
			let groups;
			let total;
			const gather = () => {
				groups = [texts.agencies, texts.tasks, texts.indicators, texts.topics, texts.notices].map((name) => ({ name, all: [] }));
				words.forEach((of, n) => {
					const part = meta.parts[n];
					const lists = terms.map((t, i) => postings(of[i], t, whole[i], i === last)).sort((a, b) => a.size - b.size);
					let end = 0;
					const ends = [part.agencies, part.tasks, part.indicators, part.topics].map((n) => (end += n || 0)); // an older meta.json may still be in the cache
					lists[0].forEach((_, id) => {
						if (!lists.every((found) => found.has(id))) return;
						const group = ends.filter((e) => e <= id).length;
						groups[group].all.push({ id: n * PART + id, score: scored(lists.map((found) => found.get(id)), group === NOTICES) });
					});
				});
				total = groups.reduce((sum, g) => sum + g.all.length, 0);
			};
			for (const upto of all ? [meta.parts.length] : [FIRST, meta.parts.length]) {
				words = words.concat(await read(meta.parts.slice(words.length, upto)));
				whole = terms.map((t, i) => words.some((of) => has(of[i], t.term)));
				terms.forEach((t, i) => {
					t.there = t.marked && words.some((of) => has(of[i], t.term) && of[i][t.term].some(([spelt]) => spelt === t.exact));
				});
				gather();
				// nothing has all of them so: then marks count as little as where none were typed
				if (!total && terms.some((t) => t.there)) {
					terms.forEach((t) => { t.there = false; });
					gather();
				}
				// a word that the newest years do not have may stand in those before
				if (total >= ENOUGH && whole.every((found, i) => found || i === last)) break;
			}
			const order = (a, b) => b.score - a.score || a.id - b.id;
			for (const g of groups) {
				g.all.sort(order);
				// the likeliest are read to see how near the words stand
				const held = new Set();
				const far = g.all.findIndex((h, i) => i >= READ || held.add(Math.floor(h.id / meta.chunk)).size > READ_FILES && i >= SHOWN + 2);
				const near = far < 0 ? g.all.slice() : g.all.slice(0, far);
				await Promise.all(near.map(async (h) => { h.doc = await find(h.id, meta); h.score += nearness(h.doc, terms); }));
				g.all.splice(0, near.length, ...near.sort(order));
				g.hits = g.all.slice(0, SHOWN);
			}
			if (mine !== turn) return;
			// the group whose best hit is best stands first; agencies before tasks before notices where they are alike
			const best = (g) => g.hits.length ? g.hits[0].score : -1;
			show(groups.slice().sort((a, b) => best(b) - best(a)), terms, meta);
			if (words.length === meta.parts.length) {
				status.textContent = total ? say('results', { n: number(total) }) : texts.none;
				return;
			}
			const year = meta.parts[words.length - 1].name;
			status.textContent = say('results_from', { n: number(total), year });
			const older = document.createElement('button');
			older.type = 'button';
			older.className = 'quiet';
			older.textContent = say('older', { year });
			older.addEventListener('click', async () => {
				await search(query, true);
				status.tabIndex = -1;
				status.focus();
			});
			list.append(document.createElement('hr'), older);
		} catch (e) {
			if (mine === turn) { list.textContent = ''; status.textContent = texts.failed; }
		}
	}
	function ask(query) {
		const here = new URL(location.href);
		if (query) here.searchParams.set('q', query); else here.searchParams.delete('q');
		history.replaceState(null, '', here);
		search(query);
	}
	let wait;
	input.addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(() => ask(input.value), 120); });
	form.addEventListener('submit', (e) => { e.preventDefault(); clearTimeout(wait); ask(input.value); });
	const asked = new URLSearchParams(location.search).get('q');
	if (asked) { input.value = asked; search(asked); }
})();
