// Reports against third-party validators: schemas with ajv, HTML with
// html-validate, and the page itself in a headless browser with axe-core.
//
//   node validate.js TREE REPORTS      REPORTS has NAME.json, .sarif, .html, ...
//
// The last line is `N passed, N failed`.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import Ajv2020 from "ajv/dist/2020.js";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { HtmlValidate } from "html-validate";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const [tree, reports] = process.argv.slice(2);
let passed = 0, failed = 0;

function test(name, problems) {
  if (problems.length === 0) { passed++; return; }
  failed++;
  console.log(`FAIL: ${name}`);
  for (const p of problems.slice(0, 8)) console.log(`  ${p}`);
}

const read = (file) => JSON.parse(fs.readFileSync(file, "utf8"));
const files = (ending) => fs.readdirSync(reports).filter((f) => f.endsWith(ending)).sort()
  .map((f) => path.join(reports, f));

// ---- schemas ----
function validator(Class, schema, options) {
  const ajv = new Class({ allErrors: true, ...options });
  addFormats(ajv);
  const check = ajv.compile(schema);
  return (value) => check(value) ? [] : check.errors.map((e) => `${e.instancePath} ${e.message}`);
}
function sarifSchema() {
  const schema = read(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  delete schema.$schema; // it says draft-04, which ajv 8 does not know, and uses nothing that changed
  delete schema.id;
  return schema;
}
const schemas = [
  [".json", validator(Ajv2020, read(path.join(tree, "src/report/report.schema.json")), { strict: true, strictRequired: false, allowUnionTypes: true })],
  [".claimreview", validator(Ajv2020, read(path.join(tree, "tests/web/claimreview.schema.json")), { strict: false })],
  [".annotation", validator(Ajv2020, read(path.join(tree, "tests/web/annotation.schema.json")), { strict: false })],
  [".sarif", validator(Ajv, sarifSchema(), { strict: false, unicodeRegExp: false })],
];
for (const [ending, check] of schemas) {
  test(`there are ${ending} reports`, files(ending).length ? [] : ["none"]);
  for (const file of files(ending)) test(path.basename(file), check(read(file)));
}
for (const file of files(".annotation")) {
  // a selector finds its words in the file it is about
  const source = file.replace(/\.annotation$/, ".source");
  if (!fs.existsSync(source)) continue;
  const points = [...fs.readFileSync(source, "utf8")];
  const fold = (s) => s.replace(/\s+/g, " ").replace(/\u202e|\u202c/g, "");
  test(`${path.basename(file)}: selectors`, read(file).items.flatMap((item) => {
    const [quote, at] = item.target.selector;
    const found = fold(points.slice(at.start, at.end).join(""));
    return found === fold(quote.exact) ? [] : [`'${found}' stands at ${at.start}, not '${quote.exact}'`];
  }));
}

// ---- HTML ----
const html = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    "no-inline-style": "error",
    "long-title": "off",
    "require-sri": "off",
    "no-trailing-whitespace": "off", // the article's own spaces
    "prefer-native-element": "off",  // scrollable tables are regions with a name
    "wcag/h63": "off",
    "no-raw-characters": "error",
  },
});
for (const file of files(".html")) {
  const report = html.validateStringSync(fs.readFileSync(file, "utf8"));
  test(`html-validate ${path.basename(file)}`, report.results.flatMap((r) => r.messages
    .map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`)));
}

// ---- the page in a browser ----
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

async function open(file, { width = 1280, scheme = "light", script = true, bypass = false }) {
  const page = await browser.newPage();
  const noise = [];
  page.on("console", (m) => noise.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => noise.push(`error: ${e.message}`));
  page.on("request", (r) => { if (r.url() !== `file://${file}`) noise.push(`asks for ${r.url()}`); });
  await page.setBypassCSP(bypass);
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`file://${file}`);
  return { page, noise };
}

for (const file of files(".html")) {
  const name = path.basename(file);
  for (const scheme of ["light", "dark"]) for (const width of [320, 1280]) {
    const { page } = await open(file, { width, scheme, bypass: true });
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    test(`${name} ${width}px: nothing sticks out`, wide > 0 ? [`${wide} pixels`] : []);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    test(`axe ${name} ${scheme} ${width}px`, found.violations.flatMap((v) => v.nodes
      .map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.split("\n")[1]?.trim()}`)));
    await page.close();
  }
  const { page, noise } = await open(file, {});
  test(`${name}: nothing runs, loads or complains`, noise);
  test(`${name}: title`, await page.title() === "Numbers checked: claimcheck report" ? [] : [await page.title()]);
  const cards = await page.$$eval(".card", (c) => c.map((x) => x.id));
  const focused = () => page.evaluate(() => document.activeElement.id);
  const walk = [];
  for (let i = 0; i < cards.length; i++) { await page.keyboard.press("j"); walk.push(await focused()); }
  test(`${name}: j goes through the claims`, walk.join() === cards.join() ? [] : [walk.join(" ")]);
  if (cards.length > 1) {
    await page.keyboard.press("k");
    test(`${name}: k goes back`, await focused() === cards.at(-2) ? [] : [await focused()]);
    const pressed = await page.evaluate(() => {
      const b = document.querySelector(".counts button");
      b.focus();
      return b.parentElement.dataset.v;
    });
    await page.keyboard.press("Enter");
    const left = await page.$$eval(".report:first-of-type .card", (c, v) => c
      .filter((x) => x.dataset.v === v && !x.hidden).length, pressed);
    const others = await page.$$eval(".card", (c, v) => c.filter((x) => x.dataset.v !== v && x.hidden).length, pressed);
    test(`${name}: a filter hides no other claims`, others === 0 ? [] : [`${others} are hidden`]);
    test(`${name}: a filter hides its claims by keyboard`, left === 0 ? [] : [`${left} are left`]);
  }
  const dead = await page.$$eval("a[href^='#']", (as) => as.map((a) => a.getAttribute("href"))
    .filter((h) => !document.getElementById(h.slice(1))));
  test(`${name}: links lead somewhere`, dead);
  await page.close();
  const plain = await open(file, { script: false });
  const shown = await plain.page.evaluate(() => 1).catch(() => 1);
  test(`${name}: without scripts`, shown && plain.noise.filter((n) => !n.includes("script")).length === 0 ? [] : plain.noise);
  await plain.page.close();
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
