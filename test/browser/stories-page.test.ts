import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { storiesPage } from '../../src/scenarios/report/html/stories-page.ts';
import { policy } from '../domain/support/shipped-policy.ts';
import { answeredLate, overTheWeekend, silentForAWeek } from '../scenarios/report/lives.ts';
import { playedOf } from '../scenarios/report/played.ts';
import { startBrowser } from '../support/servers/browser.ts';
import { temporaryDirectory } from '../support/servers/temporary-directory.ts';

const EVIL = '<script>document.title = "taken over"</script>';
const LIVES = [overTheWeekend(), silentForAWeek(), answeredLate()];

describe('The page of played stories, in a browser', () => {
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  beforeAll(async () => {
    const failures = [{ line: 12, expected: `customer was told /${EVIL}/`, instead: '0 of 2 messages say so' }];
    const played = LIVES.map((life, index) =>
      playedOf(life, { name: `Story ${index + 1} ${EVIL}`, failures: index === 2 ? failures : [] }),
    );
    const file = join(temporaryDirectory(), 'stories.html');
    writeFileSync(file, storiesPage(played, policy, [{ file: 'broken.yaml', message: 'broken.yaml:1  no steps' }]));
    browser = await startBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`file://${file}`);
  });
  afterAll(() => browser.close());

  test('draws every promise as a bar, by how it ended', async () => {
    const promises = LIVES.flatMap(({ ticket }) => ticket.promises);
    expect(await page.locator('svg [data-promise]').count()).toBe(promises.length);
    for (const state of ['kept', 'missed', 'withdrawn'] as const) {
      const drawn = await page.locator(`svg [data-promise][data-state="${state}"]`).count();
      expect([state, drawn]).toEqual([
        state,
        promises.filter((promise) => promise.state === state && !promise.reestimated).length,
      ]);
    }
    // Also of what stood still at its end: as it was due before.
    expect(await page.locator('svg [data-due]').count()).toBe(promises.length);
  });

  test('draws phases as bands, and closed hours behind them', async () => {
    const [weekend] = await page.locator('svg:has([data-phase="forward"])').all();
    const bands = await weekend!.locator('[data-phase]').all();
    const phases = await Promise.all(bands.map((band) => band.getAttribute('data-phase')));
    expect(phases).toEqual(['submit', 'review', 'forward', 'specialist', 'resolve']);
    expect(await weekend!.locator('[data-closed]').count()).toBe(1);
    expect(await weekend!.locator('[data-break]').count()).toBeGreaterThan(0);
  });

  test('nothing is drawn outside of its drawing', async () => {
    const drawings = await page.locator('svg:has([data-promise])').all();
    expect(drawings).toHaveLength(LIVES.length);
    for (const drawing of drawings) {
      const frame = await drawing.boundingBox();
      for (const part of await drawing.locator('[data-promise], [data-phase], [data-closed]').all()) {
        const box = await part.boundingBox();
        expect(box!.x).toBeGreaterThanOrEqual(frame!.x - 1);
        expect(box!.x + box!.width).toBeLessThanOrEqual(frame!.x + frame!.width + 1);
        expect(box!.y + box!.height).toBeLessThanOrEqual(frame!.y + frame!.height + 1);
      }
    }
  });

  test('on a telephone drawings scroll by themselves, and the page only down', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('says in words what is drawn', async () => {
    const drawing = page.getByRole('img', { name: /^Timeline of ticket #7, closed\. Promises: 4 kept/ });
    expect(await drawing.count()).toBe(1);
    expect(await page.locator('[data-state=missed] [data-missed]').count()).toBe(1);
    expect(await page.locator('rect.pause').count()).toBeGreaterThan(0);
    expect(await page.getByRole('table', { name: 'Stories' }).count()).toBe(1);
  });

  test('tells what failed, what was allowed, and what could not be played', async () => {
    const text = await page.locator('body').innerText();
    expect(text).toContain('0 of 2 messages say so');
    expect(text).toContain('±2 s: the time-skipping server leaks real milliseconds');
    expect(text).toContain('broken.yaml:1');
    expect(text).toContain('4 stories: 2 passed, 2 failed');
  });

  test('is one file: it asks for nothing, and what was written into it does nothing', async () => {
    expect(asked).toHaveLength(1);
    expect(await page.title()).toBe('Stories of promises');
    expect(await page.locator('script').count()).toBe(0);
  });
});
