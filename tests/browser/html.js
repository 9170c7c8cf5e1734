// Every HTML file of the site through the Nu HTML checker, all at once. Needs Java.
const { spawnSync } = require('child_process');
const path = require('path');

module.exports = folder => {
  const jar = path.join(__dirname, 'node_modules/vnu-jar/build/dist/vnu.jar');
  const run = spawnSync('java', ['-Xss4m', '-jar', jar, '--errors-only', '--skip-non-html', '--format', 'gnu', folder], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) return { passed: 0, faults: [`the HTML checker did not run: ${run.error.message}`] };
  const lines = run.stderr.split('\n').filter(Boolean);
  if (!lines.length && run.status !== 0) lines.push(`the HTML checker ended with ${run.status}`);
  return { passed: lines.length ? 0 : 1, faults: lines.slice(0, 40).map(l => l.replace(folder, '')) };
};
