import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redactor } from './redaction';

const unseen = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln';

test('sessions are told by their form, also where nobody knows them', () => {
  assert.equal(new Redactor().text(`session ${unseen} expired`, 100), 'session <session> expired');
});

test('a secret that holds another one is replaced whole, whichever was learnt first', () => {
  const redactor = new Redactor();
  redactor.learn('password', 'secret');
  redactor.learn('refresh token', 'secret-and-more');
  assert.equal(redactor.text('secret-and-more, secret', 100), '<refresh token>, <password>');
});

test('a secret is found in its written form, too', () => {
  const redactor = new Redactor();
  redactor.learn('password', 'a "quoted" one');
  assert.equal(redactor.text(JSON.stringify({ note: 'a "quoted" one' }), 100), '{"note":"<password>"}');
});

test('a secret in a text that was broken off is none', () => {
  assert.equal(new Redactor().text('{"token":"abc\\"def', 100), '{"token":"<link token, 8 characters>"');
});

test('what opens a cluster is none of a report', () => {
  assert.equal(new Redactor().text('{"kubeconfig":"apiVersion: v1"}', 100), '{"kubeconfig":"<kubeconfig>"}');
});

test('a very short password does not blank out what has nothing to do with it', () => {
  const redactor = new Redactor();
  redactor.learn('password', 'a');
  redactor.learn('password', '');
  assert.equal(redactor.text('{"password":"a","name":"alpha"}', 100), '{"password":"<password>","name":"alpha"}');
});

test('what is left is cut to length, after secrets are gone', () => {
  const redactor = new Redactor();
  redactor.learn('password', 'correct-horse');
  assert.equal(redactor.text('x correct-horse battery', 14), 'x <password> …');
});
