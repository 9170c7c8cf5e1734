// The tests of a built site in a browser. Usage: node run.js SITE [FOLDER FOR SCREENSHOTS]
const { open } = require('./site');

(async () => {
  const [folder, shots] = process.argv.slice(2);
  const only = process.env.ONLY;
  let passed = 0;
  const faults = [];
  const add = (name, result) => {
    passed += result.passed;
    faults.push(...result.faults.map(f => `${name}: ${f}`));
    console.log(`${name}: ${result.passed} passed, ${result.faults.length} failed`);
  };
  const site = await open(folder);
  try {
    if (!only || only === 'weight') add('weight', require('./weight')(folder));
    if (!only || only === 'html') add('html', require('./html')(folder));
    if (!only || only === 'use') add('use', await require('./use')(site));
    if (!only || only === 'pages') add('pages', await require('./pages')(site, shots));
  } finally {
    await site.close();
  }
  faults.forEach(f => console.log(f));
  console.log(`${passed} passed, ${faults.length} failed`);
  process.exit(faults.length ? 1 : 0);
})().catch(e => { console.error(e); process.exit(1); });
