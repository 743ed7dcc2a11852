# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` puts down: every file, consistent with the others; and what is left after
`uninstall`: nothing."""

import configparser
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

from gnomon_client import APPLICATION_ID, SERVICE_NAME, SOURCE_ROOT

BUILD = pathlib.Path(os.environ['GNOMON_BUILD_ROOT'])
INSTALL_LOG = BUILD / 'meson-logs' / 'install-log.txt'


def run(*command, **options):
    """A command that has to succeed; its output is shown where it does not."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, **options)
    assert done.returncode == 0, f'{command}:\n{done.stdout}'
    return done.stdout


def read_options():
    answer = run('meson', 'introspect', '--buildoptions', BUILD)
    return {option['name']: option['value'] for option in json.loads(answer)}


OPTIONS = read_options()
PREFIX = pathlib.Path(OPTIONS['prefix'])


def folder(name):
    """A folder of the installation, as its programs know it."""
    return PREFIX / OPTIONS[name]


class Stage:
    """The staging folder, in which the installation's / is."""

    def __init__(self, root):
        self.root = root

    def inside(self, path):
        return self.root / pathlib.Path(path).relative_to('/')

    def files(self):
        """The installed files as the installation knows them."""
        return {pathlib.Path('/') / path.relative_to(self.root)
                for path in self.root.rglob('*') if path.is_symlink() or not path.is_dir()}

    def read_keys(self, path):
        keys = configparser.ConfigParser(interpolation=None, strict=False, delimiters=('=',))
        keys.optionxform = str
        keys.read(self.inside(path))
        return keys

    def runs(self, command):
        """Whether the program of an Exec line is there."""
        program = re.match(r'"([^"]*)"|(\S+)', command)
        path = pathlib.Path(program.group(1) or program.group(2))
        if not path.is_absolute():
            path = folder('bindir') / path
        return os.access(self.inside(path), os.X_OK)


def install(root):
    # The log is what an uninstall of the developer's own goes by.
    run('meson', 'install', '-C', BUILD, '--no-rebuild', '--strip', '--destdir', root)


@pytest.fixture(scope='module')
def stage(tmp_path_factory):
    kept = INSTALL_LOG.read_bytes() if INSTALL_LOG.exists() else None
    root = tmp_path_factory.mktemp('stage')
    try:
        install(root)
        yield Stage(root)
    finally:
        INSTALL_LOG.unlink(missing_ok=True)
        if kept is not None:
            INSTALL_LOG.write_bytes(kept)


def expected_files():
    data = folder('datadir')
    interfaces = data / 'dbus-1' / 'interfaces'
    services = data / 'dbus-1' / 'services'
    units = PREFIX / 'lib' / 'systemd' / 'user'
    yield from (folder('bindir') / name for name in ('gnomon', 'gnomonctl'))
    yield from (folder('libexecdir') / name
                for name in ('gnomon-service', 'gnomon-mail', 'gnomon-feed'))
    yield data / 'applications' / f'{APPLICATION_ID}.desktop'
    yield data / 'metainfo' / f'{APPLICATION_ID}.metainfo.xml'
    yield data / 'glib-2.0' / 'schemas' / f'{APPLICATION_ID}.gschema.xml'
    yield data / 'icons' / 'hicolor' / 'scalable' / 'apps' / f'{APPLICATION_ID}.svg'
    yield data / 'icons' / 'hicolor' / 'symbolic' / 'apps' / f'{APPLICATION_ID}-symbolic.svg'
    yield data / 'gnome-shell' / 'search-providers' / f'{APPLICATION_ID}.search-provider.ini'
    yield interfaces / f'{SERVICE_NAME}.xml'
    yield data / 'doc' / 'gnomon' / f'{SERVICE_NAME}.html'
    yield from (services / f'{name}.service' for name in (APPLICATION_ID, SERVICE_NAME))
    yield data / 'bash-completion' / 'completions' / 'gnomonctl'
    yield data / 'fish' / 'vendor_completions.d' / 'gnomonctl.fish'
    yield data / 'zsh' / 'site-functions' / '_gnomonctl'
    yield from (folder('mandir') / 'man1' / f'{name}.1'
                for name in ('gnomon', 'gnomon-service', 'gnomonctl'))
    for line in (SOURCE_ROOT / 'po' / 'LINGUAS').read_text().splitlines():
        for language in line.partition('#')[0].split():
            yield folder('localedir') / language / 'LC_MESSAGES' / 'gnomon.mo'
    if OPTIONS['systemd_units']:
        yield units / 'gnomon-service.service'
    if OPTIONS['systemd_units'] and OPTIONS['autostart']:
        yield units / 'graphical-session.target.wants' / 'gnomon-service.service'
    if OPTIONS['autostart']:
        yield folder('sysconfdir') / 'xdg' / 'autostart' / f'{SERVICE_NAME}.desktop'
    if OPTIONS['shell_calendar']:
        yield folder('libexecdir') / 'gnomon-shell-calendar'
        yield services / 'org.gnome.Shell.CalendarServer.service'


def test_every_file_is_there_and_no_other(stage):
    assert sorted(map(str, stage.files())) == sorted(map(str, expected_files()))


def test_no_path_of_the_build_is_in_a_file(stage):
    paths = {str(path).encode() for path in (BUILD, SOURCE_ROOT, stage.root)}
    for path in stage.files():
        if stage.inside(path).is_symlink():
            continue
        content = stage.inside(path).read_bytes()
        # A program that counts its lines writes them beside the objects that it was made of.
        if OPTIONS['b_coverage'] and content.startswith(b'\x7fELF'):
            continue
        if path.suffix == '.gz':
            content = gzip.decompress(content)
        for foreign in paths:
            assert foreign not in content, f'{path} has {foreign}'


def test_files_can_be_read_and_programs_run_by_all(stage):
    for path in stage.files():
        mode = stage.inside(path).stat().st_mode & 0o777
        program = path.parent in (folder('bindir'), folder('libexecdir'))
        assert mode == (0o755 if program else 0o644), f'{path}: {mode:o}'


def test_links_lead_to_files(stage):
    for path in stage.files():
        assert stage.inside(path).exists(), path


@pytest.mark.parametrize('program', ['gnomon', 'gnomonctl', 'gnomon-service'])
def test_programs_say_their_version(stage, program):
    where = 'libexecdir' if program == 'gnomon-service' else 'bindir'
    said = run(stage.inside(folder(where) / program), '--version')
    # That of gnomonctl tells the service's, too, where there is a bus.
    assert said.startswith(f'{program} ')


def test_desktop_entries(stage):
    if shutil.which('desktop-file-validate') is None:
        pytest.skip('no desktop-file-validate here')
    entries = [path for path in stage.files() if path.suffix == '.desktop']
    assert entries
    for path in entries:
        run('desktop-file-validate', stage.inside(path))
        for section in stage.read_keys(path).values():
            if 'Exec' in section:
                assert stage.runs(section['Exec']), f'{path}: {section["Exec"]}'


def test_launcher(stage):
    path = folder('datadir') / 'applications' / f'{APPLICATION_ID}.desktop'
    keys = stage.read_keys(path)
    entry = keys['Desktop Entry']
    icons = folder('datadir') / 'icons' / 'hicolor'
    assert entry['Icon'] == APPLICATION_ID
    assert stage.inside(icons / 'scalable' / 'apps' / f'{entry["Icon"]}.svg').exists()
    assert entry['DBusActivatable'] == 'true'
    assert set(entry['MimeType'].strip(';').split(';')) == {
        'text/calendar', 'x-scheme-handler/webcal', 'x-scheme-handler/webcals'}
    for action in entry['Actions'].strip(';').split(';'):
        assert keys[f'Desktop Action {action}']['Name']


def test_metainfo(stage):
    path = stage.inside(folder('datadir') / 'metainfo' / f'{APPLICATION_ID}.metainfo.xml')
    if shutil.which('appstreamcli') is None:
        pytest.skip('no appstreamcli here')
    run('appstreamcli', 'validate', '--no-net', path)


def test_metainfo_tells_what_is_installed(stage):
    path = stage.inside(folder('datadir') / 'metainfo' / f'{APPLICATION_ID}.metainfo.xml')
    component = ElementTree.parse(path).getroot()
    assert component.findtext('id') == APPLICATION_ID
    assert component.findtext('launchable') == f'{APPLICATION_ID}.desktop'
    assert component.find('releases/release').get('version') == \
        json.loads(run('meson', 'introspect', '--projectinfo', BUILD))['version']
    for binary in component.findall('provides/binary'):
        assert stage.inside(folder('bindir') / binary.text).exists()
    services = folder('datadir') / 'dbus-1' / 'services'
    for name in component.findall('provides/dbus'):
        assert stage.inside(services / f'{name.text}.service').exists()
    for image in component.findall('screenshots/screenshot/image'):
        name = image.text.rsplit('/', 1)[1]
        assert (SOURCE_ROOT / 'data' / 'screenshots' / name).exists(), name


def test_activation(stage):
    services = folder('datadir') / 'dbus-1' / 'services'
    for path in stage.files():
        if path.parent != services:
            continue
        service = stage.read_keys(path)['D-BUS Service']
        assert service['Name'] == path.stem
        assert stage.runs(service['Exec']), service['Exec']
        if 'SystemdService' in service:
            unit = stage.read_keys(
                PREFIX / 'lib' / 'systemd' / 'user' / service['SystemdService'])['Service']
            assert unit['BusName'] == service['Name']
            assert unit['ExecStart'] == service['Exec'].strip('"')


def test_search_provider(stage):
    data = folder('datadir')
    keys = stage.read_keys(data / 'gnome-shell' / 'search-providers'
                           / f'{APPLICATION_ID}.search-provider.ini')['Shell Search Provider']
    assert stage.inside(data / 'applications' / keys['DesktopId']).exists()
    assert stage.inside(data / 'dbus-1' / 'services' / f'{keys["BusName"]}.service').exists()


def test_interface(stage):
    path = folder('datadir') / 'dbus-1' / 'interfaces' / f'{SERVICE_NAME}.xml'
    assert ElementTree.parse(stage.inside(path)).find('interface').get('name') == SERVICE_NAME
    page = stage.inside(folder('datadir') / 'doc' / 'gnomon' / f'{SERVICE_NAME}.html').read_text()
    assert 'CreateEvent' in page


def test_settings(stage):
    run('glib-compile-schemas', '--strict', '--dry-run',
        stage.inside(folder('datadir') / 'glib-2.0' / 'schemas'))


def test_manual_pages(stage):
    if shutil.which('man') is None:
        pytest.skip('no man here')
    for path in stage.files():
        if path.parent.name == 'man1':
            said = run('man', '--warnings', '-E', 'UTF-8', '-l', stage.inside(path),
                       env={**os.environ, 'MANWIDTH': '100', 'LC_ALL': 'C.UTF-8'})
            name = path.name.split('.')[0]
            assert said.split('NAME')[1].split()[0] == name
            assert 'warning' not in said.split('NAME')[0]


@pytest.mark.parametrize('program', ['gnomon', 'gnomon-service'])
def test_manual_pages_tell_every_option(stage, program):
    where = 'libexecdir' if program == 'gnomon-service' else 'bindir'
    help_text = run(stage.inside(folder(where) / program), '--help')
    page = stage.inside(folder('mandir') / 'man1' / f'{program}.1').read_text().replace('\\-', '-')
    options = set(re.findall(r'--[a-z][a-z-]+', help_text)) - {
        '--help-all', '--help-gapplication', '--help-gtk', '--gapplication-service'}
    assert {'--version', '--database'} <= options
    for option in options:
        assert option in page, f'{option} is not in the manual page of {program}'


def test_nothing_is_left_after_uninstall(tmp_path, stage):
    root = tmp_path / 'stage'
    install(root)
    assert Stage(root).files()
    run('ninja', '-C', BUILD, 'uninstall')
    left = [path for path in root.rglob('*')]
    assert left == []
