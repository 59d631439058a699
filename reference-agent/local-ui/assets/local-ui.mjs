/**
 * What the pages of the Local UI do by themselves: they keep up with the host, send their forms in place, count down, and
 * open their menus for a keyboard. Without it they work too, by loading anew.
 */
import './copy.mjs';
import './countdown.mjs';
import './forms.mjs';
import './links.mjs';
import './menus.mjs';
import './reveal.mjs';
import './tabs.mjs';
import { keepUp } from './live.mjs';

keepUp();
