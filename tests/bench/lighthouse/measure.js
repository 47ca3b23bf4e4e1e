// Reads {chrome, runs, pages: [{name, url, cookie}], networks: {name: {rttMs, throughputKbps, cpuSlowdownMultiplier}}} from the standard input.
// Writes one line of JSON for each run and network: {name, network, fcp (ms), cls, performance, accessibility, best-practices (0 to 100), version, why}. `why` is set when the run failed or another page came.
// A page is loaded once for all networks: Lighthouse loads it unhindered and works out the slow network afterwards ("simulated").
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import { navigationGather } from "lighthouse/core/gather/navigation-runner.js";
import { Runner } from "lighthouse/core/runner.js";
import puppeteer from "puppeteer-core";

const asked = JSON.parse(readFileSync(0, "utf-8"));
const AUDITS = ["first-contentful-paint", "cumulative-layout-shift"];
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function settings() {
  return {
    formFactor: "mobile",
    throttlingMethod: "simulate",
    disableFullPageScreenshot: true,
    onlyCategories: CATEGORIES,
  };
}

async function measure(browser, page) {
  // Each run is somebody's first view: a browser of its own, with nothing kept but the sign-in.
  const fresh = await browser.createBrowserContext();
  const tab = await fresh.newPage();
  const [name, value] = page.cookie.split("=");
  if (name) await tab.setCookie({ name, value, url: page.url });
  const gathered = await navigationGather(tab, page.url, { config: { extends: "lighthouse:default", settings: settings() }, flags: { logLevel: "silent" } });
  await fresh.close();
  for (const [network, throttling] of Object.entries(asked.networks)) {
    const { lhr } = await audited(gathered, throttling);
    const [fcp, cls] = AUDITS.map((name) => lhr.audits[name].numericValue);
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
    const why = lhr.runtimeError?.message ?? lhr.audits[AUDITS[0]].errorMessage ?? (lhr.finalDisplayedUrl === page.url ? null : `led to ${lhr.finalDisplayedUrl}`);
    process.stdout.write(`${JSON.stringify({ name: page.name, network, fcp, cls, ...scores, version: lhr.lighthouseVersion, why })}\n`);
  }
}

function audited({ artifacts, runnerOptions }, throttling) {
  const slowed = { ...runnerOptions.resolvedConfig.settings, throttling };
  return Runner.audit({ ...artifacts, settings: slowed }, { resolvedConfig: { ...runnerOptions.resolvedConfig, settings: slowed }, computedCache: new Map() });
}

const chrome = await launch({ chromePath: asked.chrome, chromeFlags: FLAGS });
try {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${chrome.port}`, defaultViewport: null });
  for (let round = 0; round < asked.runs; round += 1) {
    for (const page of asked.pages) await measure(browser, page);
  }
  await browser.disconnect();
} finally {
  chrome.kill();
}
