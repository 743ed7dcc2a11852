# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server on the loopback, with TLS and a password, that can be told to misbehave."""

import asyncio
import email
import email.policy
import socket
import ssl
import subprocess

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER = 'user@example.org'
PASSWORD = 'pässword-with "quotes" & s3cret'


def make_certificates(folder, name='localhost'):
    """A certificate authority, and a server's key and certificate by it; paths as a dict."""
    def openssl(*arguments):
        subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True)

    folder.mkdir(parents=True, exist_ok=True)
    ca, ca_key, key, request, certificate, extension = (
        folder / n for n in ('ca.pem', 'ca.key', 'server.key', 'server.csr', 'server.pem',
                             'extension'))
    openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
            '-days', '30',
            '-subj', '/CN=Test authority', '-keyout', ca_key, '-out', ca)
    openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
            '-subj', f'/CN={name}', '-keyout', key, '-out', request)
    extension.write_text(f'subjectAltName=DNS:{name}\n')
    openssl('x509', '-req', '-in', request, '-CA', ca, '-CAkey', ca_key, '-CAcreateserial',
            '-days', '30',
            '-extfile', extension, '-out', certificate)
    return {'ca': ca, 'key': key, 'certificate': certificate}


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class MailServer:
    """Collects messages; `fault` names how the next ones fail."""

    def __init__(self, certificates, port=None):
        self.port = port or free_port()
        self.messages = []
        self.logins = []
        self.fault = None
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(certificates['certificate'], certificates['key'])
        self.controller = None

    def start(self, has_tls=True):
        security = {'tls_context': self.context, 'require_starttls': True, 'auth_required': True,
                    'authenticator': self.authenticate} if has_tls else {}
        self.controller = Controller(self, hostname='127.0.0.1', port=self.port, ready_timeout=20,
                                     **security)
        self.controller.start()
        return self

    def stop(self):
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def authenticate(self, server, session, envelope, mechanism, data):
        login = (data.login.decode(), data.password.decode())
        self.logins.append(login)
        # Not "handled": the server answers a failure by itself.
        return AuthResult(success=login == (USER, PASSWORD) and self.fault != 'login',
                          handled=False)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.fault == 'refuse':
            return '550 5.1.1 No such mailbox'
        if self.fault == 'busy':
            return '451 4.3.0 Come again'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        if self.fault == 'cut':
            server.transport.abort()
            return '250 OK'
        if self.fault == 'slow':
            await asyncio.sleep(2)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, message))
        return '250 OK'
