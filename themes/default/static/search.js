// Searches the static index below tim-kiem/du-lieu/ (written by src/render/search.rs, which says its form).
(() => {
	'use strict';
	var form = document.getElementById('tim-kiem');
	var out = document.getElementById('ket-qua');
	if (!form || !out || !window.fetch) return;
	var input = form.querySelector('input[name=q]');
	if (!input) return;
	var root = form.getAttribute('data-root') || './';
	var SHOWN = 30;
	var files = {};
	var turn = 0;
	var status = document.createElement('p');
	status.setAttribute('role', 'status');
	var list = document.createElement('div');
	out.textContent = '';
	out.append(status, list);

	function fold(word) {
		return word.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đðɖ]/g, 'd');
	}
	// letters first, tone last: "hòa" and "hoà" are one
	function spelling(word) {
		var s = word.toLowerCase().normalize('NFD');
		var tones = s.match(/[\u0300\u0301\u0303\u0309\u0323]/g) || [];
		return s.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tones.join('');
	}
	function load(name) {
		if (!files[name]) {
			files[name] = fetch(root + 'tim-kiem/du-lieu/' + name + '.json').then((r) => {
				if (r.status === 404) return {};
				if (!r.ok) throw new Error(String(r.status));
				return r.json();
			});
			files[name].catch(() => { delete files[name]; });
		}
		return files[name];
	}
	function shard(term) {
		return Array.from(term).slice(0, 2).join('').replace(/[^a-z0-9]/gu, '_');
	}
	function parse(text) {
		var terms = [];
		text = text.replace(/(^|[^\d])(\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4})(?!\d)/g, (all, before, d, m, y) => {
			var day = Number(d) + '/' + Number(m) + '/' + y;
			terms.push({ term: day, exact: day, marked: false });
			return before + ' ';
		});
		(text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) || []).forEach((word) => {
			var term = fold(word);
			if (term && !terms.some((t) => t.exact === spelling(word))) {
				terms.push({ term: term, exact: spelling(word), marked: spelling(word) !== term });
			}
		});
		return terms.slice(0, 12);
	}
	// document → score for one word; a word that is nowhere is taken as the beginning of one
	function postings(words, t) {
		var found = new Map();
		var keys = Object.prototype.hasOwnProperty.call(words, t.term) ? [t.term] : Object.keys(words).filter((k) => {
			return t.term.length > 1 && k.indexOf(t.term) === 0;
		});
		keys.forEach((key) => {
			words[key].forEach((pair) => {
				var doc = 0;
				var exact = pair[0] === t.exact ? (t.marked ? 20 : 1) : 0;
				pair[1].forEach((p) => {
					doc += p >> 1;
					var score = 1 + exact + (p & 1 ? 3 : 0);
					if (!(found.get(doc) >= score)) found.set(doc, score);
				});
			});
		});
		return found;
	}
	function adjacency(doc, terms) {
		var text = ' ' + (fold(doc.title + ' ' + doc.excerpt).match(/[\p{L}\p{N}]+/gu) || []).join(' ') + ' ';
		var bonus = 0;
		for (var i = 1; i < terms.length; i++) {
			if (text.indexOf(' ' + terms[i - 1].term + ' ' + terms[i].term) >= 0) bonus += 4;
		}
		return bonus;
	}
	function mark(parent, text, terms) {
		var at = 0;
		for (var m of text.matchAll(/\d+\/\d+\/\d{4}|[\p{L}\p{M}\p{N}]+/gu)) {
			var word = fold(m[0]);
			if (!terms.some((t) => word === t.term)) continue;
			parent.append(text.slice(at, m.index));
			var el = document.createElement('mark');
			el.textContent = m[0];
			parent.append(el);
			at = m.index + m[0].length;
		}
		parent.append(text.slice(at));
	}
	function show(groups, terms) {
		list.textContent = '';
		groups.forEach((g) => {
			if (!g.total) return;
			var head = document.createElement('h2');
			head.textContent = g.name + ' (' + g.total.toLocaleString('vi') + ')';
			var ul = document.createElement('ul');
			g.hits.forEach((h) => {
				var li = document.createElement('li');
				var a = document.createElement('a');
				a.setAttribute('href', root + h.doc.url);
				mark(a, h.doc.title, terms);
				li.append(a);
				if (h.doc.excerpt) {
					var p = document.createElement('p');
					mark(p, h.doc.excerpt, terms);
					li.append(p);
				}
				ul.append(li);
			});
			list.append(head, ul);
		});
	}
	async function search(query) {
		var mine = ++turn;
		var terms = parse(query);
		list.textContent = '';
		if (!terms.length) { status.textContent = ''; return; }
		status.textContent = 'Đang tìm…';
		try {
			var meta = await load('meta');
			var lists = (await Promise.all(terms.map((t) => load(shard(t.term)))))
				.map((words, i) => postings(words, terms[i]));
			lists.sort((a, b) => a.size - b.size);
			var ends = [meta.agencies, meta.agencies + meta.tasks, Infinity];
			var groups = ['Cơ quan', 'Nhiệm vụ', 'Thông báo'].map((name) => { return { name: name, hits: [] }; });
			lists[0].forEach((score, doc) => {
				for (var i = 1; i < lists.length; i++) {
					if (!lists[i].has(doc)) return;
					score += lists[i].get(doc);
				}
				groups[doc < ends[0] ? 0 : doc < ends[1] ? 1 : 2].hits.push({ id: doc, score: score });
			});
			var order = (a, b) => b.score - a.score || a.id - b.id;
			var total = 0;
			for (var g of groups) {
				g.total = g.hits.length;
				total += g.total;
				g.hits = g.hits.sort(order).slice(0, SHOWN);
				await Promise.all(g.hits.map(async (h) => {
					h.doc = (await load('docs-' + Math.floor(h.id / meta.chunk)))[h.id % meta.chunk];
					if (h.doc) h.score += adjacency(h.doc, terms);
				}));
				g.hits = g.hits.filter((h) => h.doc).sort(order);
			}
			if (mine !== turn) return;
			show([groups[0], groups[2], groups[1]], terms);
			status.textContent = total.toLocaleString('vi') + ' kết quả';
		} catch (e) {
			if (mine === turn) status.textContent = 'Không tải được dữ liệu tìm kiếm.';
		}
	}
	form.addEventListener('submit', (e) => {
		e.preventDefault();
		var here = new URL(location.href);
		here.searchParams.set('q', input.value);
		history.replaceState(null, '', here);
		search(input.value);
	});
	var asked = new URLSearchParams(location.search).get('q');
	if (asked) { input.value = asked; search(asked); }
})();
