/** The X.509 library, after the polyfill that it must find in place. Everything here imports it from this file. */
import 'reflect-metadata';

export * from '@peculiar/x509';
