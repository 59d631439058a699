import { checkEngine } from './engine-contract';
import { FakeEngine } from './fake-engine';
import { playProgram } from './programs';

const image = 'hostlink/helper:1';

checkEngine('the fake engine', new FakeEngine({ images: [image], program: playProgram }), image);
