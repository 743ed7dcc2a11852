# SPDX-License-Identifier: GPL-3.0-or-later
"""Several processes at one database: a second service on a bus of its own, and a bare store."""

import os
import subprocess
import threading

from gnomon_testing import TIMEOUT, wait_for


class StorePeer:
    """A process that has the store open, as the window has; see store-peer.c."""

    def __init__(self, sandbox, database=None):
        with sandbox.open_log('store-peer') as log:
            self.process = subprocess.Popen(
                [os.environ['GNOMON_STORE_PEER'], str(database or sandbox.database)],
                env=sandbox.environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=log)
        self.lines = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        wait_for(lambda: ['ready'] in self.lines, 'the peer opens the store')

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.split())

    def said(self, word):
        """The lines that begin with a word, without it."""
        return [line[1:] for line in list(self.lines) if line[0] == word]

    def edit(self, count, seed, ids):
        self.process.stdin.write(f'edit {count} {seed} {" ".join(map(str, ids))}\n')
        self.process.stdin.flush()

    def wait(self, word, count=1, timeout=TIMEOUT):
        wait_for(lambda: len(self.said(word)) >= count or self.process.poll() is not None,
                 f'{count} × {word}', timeout)
        assert self.process.poll() is None, 'the peer ended'
        return self.said(word)

    def last_seen(self):
        """For each event, the last token under which the peer heard of it."""
        last = {}
        for token, _, *ids in self.said('seen'):
            for number in ids:
                last[abs(int(number))] = int(token)
        return last

    def stop(self):
        if self.process.poll() is None:
            self.process.stdin.write('quit\n')
            self.process.stdin.close()
        status = self.process.wait(TIMEOUT)
        self.reader.join(TIMEOUT)
        self.process.stdout.close()
        assert status == 0, f'the peer ended with {status}'
