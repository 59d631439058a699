import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { clauseById, clauseIdOfTag, clauses, nearest } from './clauses';

interface Tagged {
  readonly where: string;
  readonly tags: readonly string[];
}

const folder = join(__dirname, '..', 'features');
const rules: Tagged[] = [];
/** With the tags they inherit. */
const scenarios: Tagged[] = [];

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.feature'),
)) {
  let count = 0;
  const parser = new Parser(new AstBuilder(() => String(count++)), new GherkinClassicTokenMatcher());
  const { feature } = parser.parse(readFileSync(join(folder, file), 'utf8'));
  if (!feature) continue;
  const tagged = (
    node: { tags: readonly { name: string }[]; location: { line: number } },
    inherited: readonly string[],
  ) => ({
    where: `${join('features', relative(folder, join(folder, file)))}:${node.location.line}`,
    tags: [...inherited, ...node.tags.map((tag) => tag.name)],
  });
  const ofFeature = tagged(feature, []).tags;
  for (const { rule, scenario } of feature.children) {
    if (scenario) scenarios.push(tagged(scenario, ofFeature));
    if (!rule) continue;
    rules.push(tagged(rule, []));
    const inherited = tagged(rule, ofFeature).tags;
    for (const child of rule.children) if (child.scenario) scenarios.push(tagged(child.scenario, inherited));
  }
}

test('every covered clause has one Rule with its id and its level, and a scenario below it', () => {
  for (const clause of clauses.filter((one) => one.covered)) {
    const own = rules.filter((rule) => rule.tags.includes(`@${clause.id}`));
    assert.equal(
      own.length,
      1,
      `${clause.id} needs exactly one Rule, and has ${own.map((rule) => rule.where).join(', ') || 'none'}`,
    );
    const judging = scenarios.filter((scenario) => scenario.tags.includes(`@${clause.id}`));
    assert.notEqual(judging.length, 0, `${clause.id} has no scenario`);
    for (const scenario of judging) {
      assert.ok(scenario.tags.includes(`@${clause.level}`), `${scenario.where} lacks @${clause.level}`);
    }
  }
});

test('a clause that counts as not covered has no scenarios', () => {
  for (const clause of clauses.filter((one) => !one.covered)) {
    const judging = scenarios.filter((scenario) => scenario.tags.includes(`@${clause.id}`));
    assert.deepEqual(
      judging.map((scenario) => scenario.where),
      [],
      `${clause.id} is covered now: say so in conformance/clauses`,
    );
  }
});

test('every tag that looks like a clause is one', () => {
  for (const { where, tags } of [...rules, ...scenarios]) {
    for (const tag of tags) {
      const id = clauseIdOfTag(tag) ?? (/^@[A-Z]/.test(tag) ? tag.slice(1) : undefined);
      if (id === undefined) continue;
      const similar = nearest(
        id,
        clauses.map((clause) => clause.id),
      ).join(', ');
      assert.ok(clauseById(id), `${where}: there is no clause "${id}"; the nearest are ${similar}`);
    }
  }
});

test('every scenario judges a clause', () => {
  for (const scenario of scenarios) {
    assert.ok(
      scenario.tags.some((tag) => clauseIdOfTag(tag)),
      `${scenario.where} belongs to no clause`,
    );
  }
});
