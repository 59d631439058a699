import {
  clauseById,
  duration,
  oneLine,
  type RunRecorder,
  type ScenarioRecord,
  type ScenarioVerdict,
  sectionTitle,
} from '../../conformance/index';
import type { Output } from '../io';
import { mark, painter } from '../terminal/style';
import { cut } from '../terminal/wrap';

/** Shows how far a run is. */
export interface Progress {
  begin(run: Pick<RunRecorder, 'scenarios' | 'running'>): void;
  ended(scenario: ScenarioRecord, outcome: ScenarioVerdict): void;
  end(): void;
}

export const noProgress: Progress = { begin() {}, ended() {}, end() {} };

/** A live line on a terminal, plain lines elsewhere. */
export const showProgress = (output: Output): Progress =>
  output.isTerminal ? new LiveLine(output) : new PlainLines(output);

const troubled = ({ verdict }: ScenarioVerdict) => verdict === 'fail' || verdict === 'inconclusive';

/** One line about a scenario that did not pass, shown at once. */
function notice(scenario: ScenarioRecord, { verdict, reason }: ScenarioVerdict, output: Output): string {
  const text = `${scenario.clauses.join(' ')} ${scenario.name}: ${reason ?? verdict}`;
  return `${mark(verdict, painter(output))} ${cut(oneLine(text), Math.max(40, output.columns - 3))}\n`;
}

/** Where there is no terminal: a line per section of the page when its last scenario ended. */
class PlainLines implements Progress {
  #run: Pick<RunRecorder, 'scenarios'> = { scenarios: [] };
  #done = 0;
  readonly #open = new Map<string, { left: number; passed: number; all: number }>();

  constructor(private readonly output: Output) {}

  begin(run: Pick<RunRecorder, 'scenarios'>): void {
    this.#run = run;
  }

  ended(scenario: ScenarioRecord, outcome: ScenarioVerdict): void {
    this.#done++;
    // All scenarios are known once the first one ends.
    if (this.#open.size === 0) this.#count();
    if (troubled(outcome)) this.output.write(notice(scenario, outcome, this.output));
    const section = sectionOf(scenario);
    const state = this.#open.get(section);
    if (state === undefined) return;
    state.left--;
    if (outcome.verdict === 'pass') state.passed++;
    if (state.left > 0) return;
    this.output.write(
      `${section}: ${state.passed} of ${state.all} passed (${this.#done}/${this.#run.scenarios.length})\n`,
    );
  }

  #count(): void {
    for (const scenario of this.#run.scenarios) {
      const section = sectionOf(scenario);
      const { all } = this.#open.get(section) ?? { all: 0 };
      this.#open.set(section, { left: all + 1, passed: 0, all: all + 1 });
    }
  }

  end(): void {}
}

function sectionOf({ clauses, uri }: ScenarioRecord): string {
  const clause = clauseById(clauses[0] ?? '');
  return clause === undefined ? uri : sectionTitle(clause);
}

const clearLine = '\r\u001b[2K';

/** One line that is drawn again and again. */
class LiveLine implements Progress {
  #run: Pick<RunRecorder, 'scenarios' | 'running'> = { scenarios: [], running: [] };
  #timer: NodeJS.Timeout | undefined;
  #done = 0;
  #failed = 0;
  #shown = '';
  readonly #start = Date.now();

  constructor(private readonly output: Output) {}

  begin(run: Pick<RunRecorder, 'scenarios' | 'running'>): void {
    this.#run = run;
    this.#timer = setInterval(() => this.#draw(), 100);
    this.#timer.unref();
    this.#draw();
  }

  ended(scenario: ScenarioRecord, outcome: ScenarioVerdict): void {
    this.#done++;
    if (!troubled(outcome)) return;
    this.#failed++;
    this.output.write(clearLine + notice(scenario, outcome, this.output));
    this.#shown = '';
    this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.output.write(clearLine);
  }

  #draw(): void {
    const total = this.#run.scenarios.length;
    const elapsed = Date.now() - this.#start;
    const running = [...new Set(this.#run.running.map(({ clauses, name }) => clauses[0] ?? name))].join(', ');
    const rest = (elapsed / this.#done) * (total - this.#done);
    // Whole seconds: it is a guess.
    const left =
      this.#done >= 3 && rest > 0 ? `about ${duration(Math.ceil(rest / 1000) * 1000).replace('.0', '')} left` : '';
    const parts = [
      total === 0 ? 'starting' : `${this.#done}/${total}`,
      this.#failed > 0 ? `${this.#failed} did not pass` : '',
      left,
      running,
    ];
    const line = cut(oneLine(parts.filter((part) => part !== '').join(' · ')), this.output.columns - 1);
    if (line === this.#shown) return;
    this.#shown = line;
    this.output.write(clearLine + line);
  }
}
