# SPDX-License-Identifier: GPL-3.0-or-later
"""A real HTTP server on the loopback that serves one calendar, and can be told to misbehave."""

import hashlib
import http.server
import threading


class Feed:
    """`text` is what /feed.ics answers, with an ETag; `faults` maps a path to a function that
    answers a request in its place. `requests` are those that came: (path, headers)."""

    def __init__(self, text=''):
        self.text = text
        self.faults = {}
        self.requests = []
        self.released = threading.Event()
        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_GET(self):
                feed.requests.append((self.path, dict(self.headers)))
                self.close_connection = True
                feed.faults.get(self.path, serve)(self)

            def log_message(self, *arguments):
                pass

        def serve(request):
            body = feed.text.encode()
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if request.headers.get('If-None-Match') == etag:
                send(request, 304, {'ETag': etag})
            else:
                send(request, 200, {'ETag': etag, 'Last-Modified': 'Wed, 18 Nov 2026 09:00:00 GMT',
                                    'Content-Type': 'text/calendar; charset=utf-8'}, body)

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever,
                                       kwargs={'poll_interval': 0.02})
        self.thread.start()

    def url(self, path='/feed.ics', scheme='http', host='127.0.0.1'):
        return f'{scheme}://{host}:{self.port}{path}'

    def paths(self):
        return [path for path, _ in self.requests]

    def stop(self):
        self.released.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def send(request, status, headers=None, body=b''):
    request.send_response(status)
    for name, value in {'Content-Length': str(len(body)), 'Connection': 'close',
                        **(headers or {})}.items():
        request.send_header(name, value)
    request.end_headers()
    try:
        request.wfile.write(body)
    except ConnectionError:
        pass


def redirect(target):
    return lambda request: send(request, 302, {'Location': target})
