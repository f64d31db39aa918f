// One person (or program) talking to a server. Every request and answer is held to the contract.
import assert from 'node:assert/strict';
import { base, faultOfRequest, faultOfResponse, operationOf } from './contract.mjs';
import { samplePassword } from './server.mjs';

export const answered = new Set(); // operation ids that answered with a success in this process

export class Client {
  constructor(url, headers = {}) {
    this.url = url;
    this.headers = headers;
  }

  static async signIn(url, name, password = samplePassword) {
    const client = new Client(url);
    let session = await client.post('/session', { name, password });
    // Passwords are hashed two at a time: a test that signs in a whole shift waits like anybody.
    for (let tries = 0; session.body?.code === 'sign_in_busy' && tries < 10; ++tries) {
      await new Promise((done) => setTimeout(done, 300));
      session = await client.post('/session', { name, password });
    }
    session.is(200);
    client.headers = { cookie: session.cookie, 'x-csrf-token': session.body.csrf_token };
    client.person = session.body.person;
    return client;
  }

  static bearer(url, token) {
    return new Client(url, { authorization: `Bearer ${token}` });
  }

  with(headers) {
    return new Client(this.url, { ...this.headers, ...headers });
  }

  get(path, query, headers) {
    return this.send('GET', path, { query, headers });
  }
  post(path, json, headers) {
    return this.send('POST', path, { json, headers });
  }
  put(path, json, headers) {
    return this.send('PUT', path, { json, headers });
  }
  delete(path) {
    return this.send('DELETE', path);
  }

  // Options: query (object; a list repeats the name), json or body (bytes, FormData), headers, against (true: this
  // request breaks the contract on purpose). The answer: {status, headers, bytes, body, etag, cookie, is(status)}.
  async send(method, path, { query = {}, json, body, headers = {}, against = false } = {}) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query))
      for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) search.append(name, one);
    const operation = operationOf(method, path);
    const sent = { ...this.headers, ...headers };
    if (json !== undefined) {
      sent['content-type'] = 'application/json';
      body = JSON.stringify(json);
    }
    if (operation && !against) {
      const fault = faultOfRequest(operation, search, sent['content-type'], json);
      assert.equal(fault, undefined, `${method} ${path}`);
    }
    const target = `${this.url}${base}${path}${search.toString() && `?${search}`}`;
    const response = await fetch(target, { method, headers: sent, body, redirect: 'manual' });
    const bytes = Buffer.from(await response.arrayBuffer());
    return new Answer(`${method} ${path}`, operation, method, response, bytes);
  }
}

class Answer {
  constructor(request, operation, method, response, bytes) {
    this.request = request;
    this.status = response.status;
    this.headers = response.headers;
    this.bytes = bytes;
    this.etag = response.headers.get('etag');
    this.cookie = response.headers.get('set-cookie')?.split(';')[0];
    const media = response.headers.get('content-type') ?? '';
    if (/[/+]json/.test(media) && bytes.length > 0) this.body = JSON.parse(bytes.toString('utf8'));
    if (operation && method !== 'HEAD') {
      assert.equal(faultOfResponse(operation, this.status, response.headers, bytes), undefined, request);
      if (this.status < 400) answered.add(operation.id);
    }
  }

  is(status, code) {
    const shown = this.body ? JSON.stringify(this.body).slice(0, 1500) : '';
    assert.equal(this.status, status, `${this.request} → ${this.status} ${shown}`);
    if (code !== undefined) assert.equal(this.body.code, code, `${this.request} → ${shown}`);
    return this;
  }

  // The pointers of a 422, sorted.
  get pointers() {
    return (this.body?.errors ?? []).map((error) => error.pointer).sort();
  }
}
