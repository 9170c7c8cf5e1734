// Opens the preview of a small site, changes its notice and waits until the page shows it; nothing may be refused by the page's policy.
// Usage: node preview.js KETLUAN
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');
const { chromium } = require('playwright-core');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'ketluan-preview-'));
const notice = text => fs.writeFileSync(path.join(dir, 'content/2026-03.md'), `THÔNG BÁO\n\nKết luận phiên họp tháng 3\n\nI. Nhiệm vụ\n\n1. Sở Y tế ${text} trước ngày 20/5/2026.\n`);
fs.mkdirSync(path.join(dir, 'content'));
notice('báo cáo lần một');
const preview = spawn(path.resolve(process.argv[2]), ['serve', '--port', '0', '--today', '2026-04-15'], { cwd: dir, stdio: ['ignore', 'pipe', 'ignore'] });
const address = new Promise((found, ended) => {
  let said = '';
  preview.stdout.on('data', d => { said += d; const at = said.match(/http:\/\/127\.0\.0\.1:\d+\//); if (at) found(at[0]); });
  preview.on('exit', code => ended(new Error(`the preview ended with ${code}`)));
});

(async () => {
  const root = await address;
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
  const page = await browser.newPage();
  const faults = [];
  page.on('console', m => { if (m.type() === 'error') faults.push(m.text()); });
  await page.goto(`${root}ket-luan/2026-03/`);
  await page.getByText('báo cáo lần một').first().waitFor();
  notice('báo cáo lần hai');
  await page.getByText('báo cáo lần hai').first().waitFor({ timeout: 60000 });
  await browser.close();
  faults.forEach(f => console.log(f));
  console.log(`${faults.length ? 0 : 1} passed, ${faults.length} failed`);
  return faults.length ? 1 : 0;
})().catch(e => { console.error(e); return 1; }).then(code => {
  preview.removeAllListeners('exit');
  preview.kill();
  fs.rmSync(dir, { recursive: true, force: true });
  process.exit(code);
});
