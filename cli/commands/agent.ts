import type { Command } from 'commander';
import type { Io } from '../io';
import type { Ended } from '../main';

export function addAgentCommand(_program: Command, _io: Io, _ended: Ended): void {}
