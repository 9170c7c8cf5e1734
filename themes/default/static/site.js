// On every page: deadlines reckoned for the reader's day; on a notice: addresses and citations of clauses to copy, the
// clause being read marked in the outline, the choice of "only tasks" kept in the address.
(() => {
	'use strict';
	const texts = __TEXTS__;
	const say = (key, args) => texts[key].replace(/\{(\w+)\}/g, (all, name) => args && name in args ? args[name] : all);
	const DAY = 864e5;
	const utc = (iso) => Date.UTC(+iso.slice(0, 4), iso.slice(5, 7) - 1, +iso.slice(8, 10));
	// the day in Vietnam, wherever the reader is
	const now = new Date(Date.now() + 7 * 36e5);
	const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
	// for `say`: the parts of "2026-04-07"; dd and mm as documents write them, "07" and "4", but "01" and "02"
	const date = (iso) => {
		const [year, m, d] = iso.slice(0, 10).split('-').map(Number);
		return { d, m, year, month: texts['month.' + m], dd: String(d).padStart(2, '0'), mm: m < 3 ? '0' + m : m };
	};
	// a code as of `state`, as a list says it
	const until = (code) => {
		const day = say('format.day', date(code));
		return code.slice(10).includes('b') ? say('deadline.before', { day }) : day;
	};
	// "2026-04-12", then b where it is late on the day itself and r where progress was reported; more than `stale` days late
	// nobody counts them
	function state(code, day, stale) {
		const left = Math.round((utc(code) - day) / DAY);
		const flags = code.slice(10);
		const kind = flags.includes('r') ? '_reported' : '';
		if (left < (flags.includes('b') ? 1 : 0)) return ['late', say((left && !(-left > stale) ? 'late' : 'late_today') + kind, { n: -left })];
		if (left === 0) return ['soon', texts.today];
		return [left <= 7 ? 'soon' : 'due', say('due', { n: left })];
	}
	// written Vietnamese as the search and the filter compare it; "tháng 01" is "tháng 1"
	const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
	const plain = (word) => word.replace(/(^|\/)0+(?=\d)/g, '$1').toLowerCase().normalize('NFD');
	const fold = (word) => plain(word).replace(/[\u0300-\u036f]/g, '').replace(/[đðɖ]/g, 'd');
	const letters = (word) => plain(word).replace(TONES, '');
	const tone = (word) => (plain(word).match(TONES) || []).join('');
	// letters first, tone last: "hòa" and "hoà" are one
	const spelling = (word) => letters(word) + tone(word);
	const wordsOf = (text) => text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) || [];
	// whether a word is the one typed, or begins with it; marks count where some were typed: "hòa" is no "hóa"
	function fits(word, typed, begun) {
		if (spelling(typed) === fold(typed)) return begun ? fold(word).startsWith(fold(typed)) : fold(word) === fold(typed);
		if (begun && word.toLowerCase().normalize('NFC').startsWith(typed.toLowerCase().normalize('NFC'))) return true;
		return letters(word) === letters(typed) && (!tone(typed) || tone(word) === tone(typed));
	}

	const built = document.currentScript && document.currentScript.dataset.today;
	// a page of yesterday's is brought to today; one built for a day to come or of long ago is left as it is
	const later = built && today > utc(built) && today - utc(built) < 400 * DAY;
	// the day for which this page counts
	const day = built && !later ? utc(built) : today;
	const passed = (code) => Math.round((day - utc(code)) / DAY);
	window.ketluan = { texts, say, date, until, state, day, passed, fold, spelling, wordsOf, fits };

	// what stands below a count of the day of the build stays as it was then
	if (later) {
		document.querySelectorAll('.badge[data-d]:not([data-as-built] *)').forEach((badge) => {
			const [name, words] = state(badge.dataset.d, day);
			badge.className = 'badge badge-' + name;
			badge.textContent = words;
		});
	}

	// lists of the day of the build, beside what is counted for the reader's; a site that is built every day need not say so
	document.querySelectorAll('.made-on').forEach((note) => {
		const made = note.dataset.made;
		if (today - utc(made) <= DAY) return;
		const iso = new Date(today).toISOString();
		const more = document.createElement('strong');
		const counted = later && 'counted' in note.dataset;
		more.textContent = say(counted ? 'lists_counted' : 'lists_as_built', { day: say('format.day', date(iso)), built: say('format.day', date(made)) });
		note.append(' ', more);
		note.classList.replace('muted', 'notice-banner');
		note.hidden = false;
	});

	document.querySelectorAll('input[data-in-address]').forEach((box) => {
		const [name, value] = box.dataset.inAddress.split('=');
		box.checked = new URLSearchParams(location.search).get(name) === value;
		box.addEventListener('change', () => {
			const here = new URL(location.href);
			if (box.checked) here.searchParams.set(name, value); else here.searchParams.delete(name);
			history.replaceState(null, '', here);
		});
	});

	// an address that one follows by its link is opened or saved, not pasted
	document.querySelectorAll('[data-copy]').forEach((place) => {
		const button = document.createElement('button');
		const status = document.createElement('span');
		button.type = 'button';
		button.className = 'quiet';
		button.textContent = texts.calendar;
		status.setAttribute('role', 'status');
		button.addEventListener('click', () => {
			navigator.clipboard.writeText(place.dataset.copy).then(() => { status.textContent = texts.copied; }, () => { status.textContent = place.dataset.copy; });
		});
		place.append(' ', button, ' ', status);
	});

	const article = document.querySelector('article[data-cite]');
	if (!article) return;
	// the clause that has most of the words that led here from the search
	const here = new URLSearchParams(location.search);
	const sought = wordsOf(here.get('tim') || '').map((word) => [word, fold(word)]);
	if (sought.length && !location.hash) {
		let best;
		let most = 0;
		article.querySelectorAll('.clause[id], tr[id]').forEach((clause) => {
			const text = fold(clause.textContent);
			const near = sought.filter(([, folded]) => text.includes(folded));
			if (2 * near.length <= most) return;
			const words = wordsOf(clause.textContent);
			// the last word may have been a beginning
			const last = sought[sought.length - 1][0];
			const told = (word) => words.some((w) => fits(w, word)) ? 2 : word === last && words.some((w) => fits(w, word, true)) ? 1 : 0;
			const has = near.reduce((sum, [word]) => sum + told(word), 0);
			if (has > most) { most = has; best = clause; }
		});
		here.delete('tim');
		history.replaceState(null, '', location.pathname + (String(here) && '?' + here));
		if (best) location.replace('#' + encodeURIComponent(best.id));
	}
	let panel;
	article.addEventListener('click', (e) => {
		const link = e.target.closest('a.marker');
		if (!link) return;
		if (panel) panel.remove();
		const clause = decodeURIComponent(link.hash.slice(1));
		const here = new URL(location.href);
		here.search = '';
		here.hash = clause;
		panel = document.createElement('div');
		panel.className = 'cite';
		panel.setAttribute('role', 'group');
		panel.setAttribute('aria-label', texts.clause + ' ' + clause);
		const status = document.createElement('span');
		status.setAttribute('role', 'status');
		const words = article.dataset.cite.replace('{clause}', clause.replace(/~\d+$/, ''));
		[[texts.address, here.href], [texts.citation, words]].forEach(([label, text]) => {
			const button = document.createElement('button');
			button.type = 'button';
			button.textContent = label;
			button.addEventListener('click', () => {
				navigator.clipboard.writeText(text).then(() => { status.textContent = texts.copied; }, () => { status.textContent = text; });
			});
			panel.append(button);
		});
		const close = document.createElement('button');
		close.type = 'button';
		close.className = 'quiet';
		close.textContent = texts.close;
		close.addEventListener('click', () => { panel.remove(); link.focus(); });
		const sentence = document.createElement('q');
		sentence.textContent = words;
		panel.append(close, sentence, ' ', status);
		link.closest('.clause').append(panel);
	});

	const entries = new Map();
	document.querySelectorAll('.toc a').forEach((a) => {
		const clause = document.getElementById(decodeURIComponent(a.hash.slice(1)));
		if (clause) entries.set(clause, a);
	});
	if (!entries.size || !('IntersectionObserver' in window)) return;
	let seen;
	const reading = new IntersectionObserver((list) => {
		for (const entry of list) {
			if (!entry.isIntersecting) continue;
			if (seen) { seen.classList.remove('seen'); seen.removeAttribute('aria-current'); }
			seen = entries.get(entry.target);
			seen.classList.add('seen');
			seen.setAttribute('aria-current', 'location');
		}
	}, { rootMargin: '0px 0px -75% 0px' });
	entries.forEach((a, clause) => reading.observe(clause));
})();
