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
	// "2026-04-12", then b where it is late on the day itself and r where progress was reported
	function state(code, day) {
		const left = Math.round((utc(code) - day) / DAY);
		const flags = code.slice(10);
		const late = (flags.includes('b') ? 0 : -1) - left;
		const kind = flags.includes('r') ? '_reported' : '';
		if (late >= 0) return ['late', say((late ? 'late' : 'late_today') + kind, { n: late })];
		if (left === 0) return ['soon', texts.today];
		return [left <= 7 ? 'soon' : 'due', say('due', { n: left })];
	}
	window.ketluan = { texts, say, state, today };

	const built = document.currentScript && document.currentScript.dataset.today;
	// what stands below a count of the day of the build stays as it was then
	// a page of yesterday's is brought to today; one built for a day to come or of long ago is left as it is
	if (built && today > utc(built) && today - utc(built) < 400 * DAY) {
		document.querySelectorAll('.badge[data-d]:not([data-as-built] *)').forEach((badge) => {
			const [name, words] = state(badge.dataset.d, today);
			badge.className = 'badge badge-' + name;
			badge.textContent = words;
		});
	}

	document.querySelectorAll('input[data-in-address]').forEach((box) => {
		const [name, value] = box.dataset.inAddress.split('=');
		box.checked = new URLSearchParams(location.search).get(name) === value;
		box.addEventListener('change', () => {
			const here = new URL(location.href);
			if (box.checked) here.searchParams.set(name, value); else here.searchParams.delete(name);
			history.replaceState(null, '', here);
		});
	});

	const article = document.querySelector('article[data-cite]');
	if (!article) return;
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
