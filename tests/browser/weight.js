// What a first visit takes over the wire, gzipped: the page, its style sheet, script and icon.
const fs = require('fs');
const path = require('path');
const { gzipSync } = require('zlib');

module.exports = folder => {
  const faults = [];
  let passed = 0;
  const size = file => gzipSync(fs.readFileSync(path.join(folder, file))).length;
  const first = file => {
    const html = fs.readFileSync(path.join(folder, file), 'utf8');
    const parts = [...html.matchAll(/(?:src|href)="((?:\.\.?\/)+tinh\/[^"]+)"/g)].map(m => path.join(path.dirname(file), m[1]));
    return size(file) + [...new Set(parts)].reduce((sum, part) => sum + size(part), 0);
  };
  const under = (what, got, most) => { if (got <= most * 1024) passed++; else faults.push(`${what}: ${got} bytes, more than ${most} KB`); };
  under('front page', first('index.html'), 40);
  const pages = dir => fs.readdirSync(path.join(folder, dir), { withFileTypes: true }).filter(d => d.isDirectory() && fs.existsSync(path.join(folder, dir, d.name, 'index.html'))).map(d => `${dir}/${d.name}/index.html`);
  for (const file of pages('co-quan')) under(file, first(file), 60);
  for (const file of pages('ket-luan')) under(file, first(file), 70);
  const scripts = fs.readdirSync(path.join(folder, 'tinh')).filter(f => f.endsWith('.js') && f !== 'search.js').reduce((sum, f) => sum + size(`tinh/${f}`), 0);
  under('all scripts besides the search', scripts, 15);
  return { passed, faults };
};
