/**
 * One browser window at one host: opens its pages through the Main Menu, logs in where it is asked to, and reads what is shown
 * once it has come to rest. One thing after the other, as a person does.
 */
import type { Locator, Page } from 'playwright-core';
import { OperatorClosed } from '../faults';
import type { HostAccess, OperatorOptions, Outcome } from '../operator';
import type { Redactor } from '../redaction';
import type { BrowserSettings } from './browser';
import { calmTree } from './calm';
import { faultOf, loginRefused, NetworkChanged, notShown, unreadable, type Where } from './errors';
import type { Labels } from './labels';
import { type Mark, Traffic } from './traffic';
import { alerts, all, first, inside, type Tree } from './tree';
import { type BrowserWindow, giveBack, openWindow } from './window';

/** A page with a place of its own in the Main Menu. */
export type PageName = 'edgeHost' | 'linkedEdgeHosts' | 'content' | 'cluster' | 'settings';

/** What an operator needs to know of a host whose pages it looks at. A host of a site satisfies it as it is. */
export interface LocalUiHost extends HostAccess {
  /** On the site's network: what other hosts' pages call it. */
  readonly address: string;
}

/** What a desk is made of. */
export interface DeskParts {
  readonly host: LocalUiHost;
  readonly labels: Labels;
  /** For one answer, and for a page to come to rest, of the machine's clock. */
  readonly seconds: number;
  readonly settings: BrowserSettings;
  readonly options: OperatorOptions;
  readonly redactor: Redactor;
}

/** Milliseconds in which a page whose menu is used asks its host for something, or it does not at all. */
const responsiveness = 500;

const interrupted = /interrupted by another navigation/;

export class Desk {
  readonly #traffic: Traffic;
  #window: BrowserWindow | undefined;
  /** Where the document that is shown came from; undefined where it is to be loaded anew. */
  #origin: string | undefined;
  #shown = 'Log in';
  #crashed: unknown;
  #disturbed: NetworkChanged | undefined;
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();
  /** Turns that have not ended. */
  #turns = 0;
  readonly #glances = new Map<PageName, Promise<Tree>>();

  constructor(readonly parts: DeskParts) {
    this.#traffic = new Traffic(parts.host.name, parts.seconds, parts.options, parts.redactor);
    parts.options.signal?.addEventListener('abort', () => void this.close(), { once: true });
  }

  get labels(): Labels {
    return this.parts.labels;
  }

  get redactor(): Redactor {
    return this.parts.redactor;
  }

  /** Where the operator is, for messages. */
  get where(): Where {
    const { host } = this.parts;
    return { host: host.name, origin: host.endpoint, page: this.#shown };
  }

  /** The page, for those who act on it. */
  get page(): Page {
    if (this.#window === undefined) throw new TypeError('Nothing was opened yet.');
    return this.#window.page;
  }

  /** What is below the banner and beside the menu. */
  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Does something when nothing else is done here. */
  inTurn<T>(action: () => Promise<T>): Promise<T> {
    this.#turns += 1;
    const turn = this.#last.then(() => this.#guarded(action));
    const end = (): void => {
      this.#turns -= 1;
    };
    this.#last = turn.then(end, end);
    return turn;
  }

  /** Opens a page anew and reads it, once for all who ask before it is their turn. */
  glance(name: PageName): Promise<Tree> {
    const waiting = this.#glances.get(name);
    if (waiting !== undefined) return waiting;
    const glance = this.inTurn(() => {
      this.#glances.delete(name);
      return this.look(name);
    });
    this.#glances.set(name, glance);
    return glance;
  }

  /** Milliseconds for which the host has owed an answer. */
  get owedFor(): number {
    return this.#traffic.oldest;
  }

  mark(): Mark {
    return this.#traffic.mark();
  }

  /** The answer to the first thing that the page sent to be done since then. */
  statusOfAct(since: Mark): number | undefined {
    return this.#traffic.statusOfAct(since);
  }

  /**
   * Opens a page anew and reads it: what it shows the host said after this was asked. Logs in where that is needed; a refused
   * login refuses.
   */
  async open(name: PageName): Promise<Outcome<Tree>> {
    let tree = await this.#turnedTo(name);
    if (this.isLogin(tree)) {
      const login = await this.logIn(this.parts.host.credentials);
      if (!login.accepted) return login;
      tree = this.isAt(name, login.value) ? login.value : await this.#turnedTo(name);
      if (this.isLogin(tree))
        throw notShown(this.where, `page "${this.labels.text(`menu.${name}`)}"`, 'the login, right after it');
    }
    if (!this.isAt(name, tree))
      throw notShown(this.where, `heading "${this.labels.text(`menu.${name}`)}"`, headings(tree));
    return { accepted: true, value: tree };
  }

  /** The same for who only looks: a refused login is a fault. */
  async look(name: PageName): Promise<Tree> {
    const opened = await this.open(name);
    if (opened.accepted) return opened.value;
    throw loginRefused(this.where, this.parts.host.credentials.username, opened.reason);
  }

  /** Loads the first page of the host anew. */
  async begin(): Promise<Tree> {
    const origin = this.parts.host.endpoint;
    const { page } = await this.#opened();
    this.#shown = '/';
    this.#origin = undefined;
    const arrive = () => page.goto(`${origin}/`, { waitUntil: 'commit' });
    // The page that was shown may go somewhere itself at that moment.
    const tree = await this.#loaded(() => this.#again(arrive, (error) => interrupted.test(String(error))));
    this.#origin = origin;
    return tree;
  }

  /** Why it is not certain what became of the act that is under way; undefined where it is. */
  get disturbed(): NetworkChanged | undefined {
    return this.#disturbed;
  }

  /** Loads the page anew that was not seen after something was done on it. */
  reload(because: NetworkChanged): Promise<Tree> {
    this.#disturbed = because;
    return this.#again(
      () => this.#reloaded(),
      (error) => error instanceof NetworkChanged,
    );
  }

  /** Fills in the login that is shown. Resolves to the page that it leads to. */
  async logIn({ username, password }: HostAccess['credentials']): Promise<Outcome<Tree>> {
    const { redactor } = this.parts;
    redactor.learn('password', password);
    this.#shown = this.labels.text('login.logIn');
    await this.page.getByRole('textbox', this.labels.named('login.userName')).fill(username);
    await this.page.getByRole('textbox', this.labels.named('login.password')).fill(password);
    const since = this.mark();
    const button = this.page.getByRole('button', this.labels.named('login.logIn'));
    if (!(await press(button))) {
      const expected = `button "${this.labels.text('login.logIn')}"`;
      throw notShown(this.where, expected, 'the fields of a login');
    }
    const tree = await this.settled(since);
    if (this.isLogin(tree))
      return { accepted: false, reason: this.told(alerts(tree).join(' ')) || 'it asks for a login again' };
    await this.session();
    return { accepted: true, value: tree };
  }

  /** The session that the browser holds; undefined where it holds none. */
  async session(): Promise<string | undefined> {
    const cookies = (await this.#window?.context.cookies(this.parts.host.endpoint)) ?? [];
    const session = cookies.find(({ name }) => name === 'Authorization')?.value;
    if (session !== undefined) this.redactor.learn('session', session);
    return session;
  }

  /** Puts a session into the browser. */
  async adopt(session: string): Promise<void> {
    this.redactor.learn('session', session);
    const { context } = await this.#opened();
    const cookie = { name: 'Authorization', value: session, url: this.parts.host.endpoint, secure: true };
    await context.addCookies([cookie]);
    this.lose();
  }

  isLogin(tree: Tree): boolean {
    return first(tree, 'textbox', this.labels.text('login.password')) !== undefined;
  }

  isAt(name: PageName, tree: Tree): boolean {
    return first(mainOf(tree), 'heading', this.labels.text(`menu.${name}`))?.level === 1;
  }

  /**
   * What is shown once no request is under way, the page says that it is not busy, and nothing began meanwhile. Throws the fault
   * of what failed since that mark.
   */
  async settled(since: Mark): Promise<Tree> {
    for (;;) {
      await this.#traffic.quiet(this.where);
      this.#traffic.throwFaults(this.where, since);
      const before = this.mark();
      const tree = await calmTree(this.page, this.where, this.parts.seconds);
      if (tree !== undefined && this.#traffic.isQuiet && !this.#traffic.hasBegun(before)) return tree;
    }
  }

  /** The document that is shown is of no use any more: the next one is loaded anew. */
  lose(): void {
    this.#origin = undefined;
  }

  /** Words of a host, without secrets and of a length that can be read. */
  told(words: string): string {
    return this.redactor.text(words, 500);
  }

  /** @throws the fault of a value that makes no sense */
  unreadable(what: string, value: string, expected: string): never {
    throw unreadable(this.where, what, this.told(value), expected);
  }

  /** Takes no more orders. What is under way ends. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#traffic.drop();
    await this.#leave();
  }

  /** The window as it is, if there is one. */
  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  async #turnedTo(name: PageName): Promise<Tree> {
    const isFresh = this.#origin === this.parts.host.endpoint && this.#crashed === undefined;
    const began = isFresh ? undefined : await this.begin();
    if (began !== undefined && (this.isLogin(began) || this.isAt(name, began))) return began;
    this.#shown = this.labels.text(`menu.${name}`);
    const link = this.page
      .getByRole('navigation', this.labels.named('menu.main'))
      .getByRole('link', this.labels.named(`menu.${name}`));
    const followed = await this.#followed(link);
    if (followed === 'asks for nothing') return this.#reloaded();
    if (followed !== undefined) return followed;
    // It may be away or at its login, which only a new document tells.
    if (began === undefined) return this.#anew(name);
    const expected = `link "${this.labels.text(`menu.${name}`)}" in "${this.labels.text('menu.main')}"`;
    throw notShown(this.where, expected, headings(began));
  }

  /** Goes where a link or a tab leads, and reads what is there. */
  async follow(link: Locator): Promise<Tree> {
    const followed = await this.#followed(link);
    return typeof followed === 'object' ? followed : this.settled(this.mark());
  }

  /** Undefined where there is no such link. */
  async #followed(link: Locator): Promise<Tree | 'asks for nothing' | undefined> {
    const since = this.mark();
    if (!(await press(link))) return undefined;
    return (await this.#traffic.begins(since, responsiveness)) ? this.settled(since) : 'asks for nothing';
  }

  #anew(name: PageName): Promise<Tree> {
    this.lose();
    return this.#turnedTo(name);
  }

  /** For pages that keep what they have seen, and ask for nothing. */
  #reloaded(): Promise<Tree> {
    return this.#loaded(() => this.page.reload({ waitUntil: 'commit' }));
  }

  /** What a new document shows. */
  async #loaded(load: () => Promise<unknown>): Promise<Tree> {
    const since = this.mark();
    try {
      await load();
    } catch (error) {
      this.#traffic.throwFaults(this.where, since);
      throw error;
    }
    return this.settled(since);
  }

  /** The window, another one where that is needed. */
  async #opened(): Promise<BrowserWindow> {
    const { settings, seconds, host } = this.parts;
    const isUsable = this.#crashed === undefined && this.#window?.isNewTo(host.endpoint);
    if (this.#window !== undefined && isUsable) return this.#window;
    await this.#leave();
    const window = await openWindow(settings, host.endpoint);
    if (this.#closed) {
      await giveBack(window, true);
      throw new OperatorClosed(host.name);
    }
    this.#crashed = undefined;
    this.#window = window;
    window.context.setDefaultTimeout(seconds * 1000);
    window.page.on('crash', this.#onCrash);
    this.#traffic.watch(window.page);
    return window;
  }

  /** Gives the window back, if there is one. */
  async #leave(): Promise<void> {
    const window = this.#window;
    if (window === undefined) return;
    this.#window = undefined;
    this.#origin = undefined;
    window.page.off('crash', this.#onCrash);
    this.#traffic.unwatch(window.page);
    await giveBack(window, this.#turns === 0 && this.#crashed === undefined);
  }

  readonly #onCrash = (): void => {
    this.#crashed = new Error('The tab crashed.');
    this.#traffic.drop();
  };

  /** Does it once more for as long as it fails this way and there is time for an answer. */
  async #again<T>(action: () => Promise<T>, isAgain: (error: unknown) => boolean): Promise<T> {
    const ends = performance.now() + this.parts.seconds * 1000;
    for (;;) {
      try {
        return await action();
      } catch (error) {
        if (!isAgain(error) || performance.now() > ends) throw error;
      }
    }
  }

  /** Makes faults of what playwright throws. After one, the document is loaded anew. */
  async #guarded<T>(action: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new OperatorClosed(this.parts.host.name);
    this.#traffic.forget();
    this.#disturbed = undefined;
    const attempt = () =>
      action().catch((error: unknown) => {
        this.lose();
        throw error;
      });
    try {
      // Nothing was done yet, so that it can be done once more.
      return await this.#again(attempt, (error) => error instanceof NetworkChanged && this.#disturbed === undefined);
    } catch (error) {
      if (this.#closed) throw new OperatorClosed(this.parts.host.name);
      throw faultOf(error, this.where, this.parts.seconds, this.#crashed !== undefined);
    }
  }
}

/**
 * Uses the first of those elements, and tells whether there is one. Nobody has to see the pointer go there: it is done some
 * thousand times.
 */
function press(what: Locator): Promise<boolean> {
  return what.evaluateAll(([element]) => {
    (element as unknown as { click(): void } | undefined)?.click();
    return element !== undefined;
  });
}

/** What is below the banner and beside the menu; all of it where nothing is marked so. */
export function mainOf(tree: Tree): Tree {
  const main = first(tree, 'main');
  return main === undefined ? tree : inside(main);
}

function headings(tree: Tree): string {
  return all(tree, 'heading')
    .map(({ name }) => JSON.stringify(name ?? ''))
    .join(', ');
}
