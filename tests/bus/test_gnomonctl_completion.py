# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written beside gnomonctl's own help, for shells and for man, names all that it takes."""

import os
import re
import shutil
import subprocess

import pytest

from gnomon_ctl import CTL
from gnomon_testing import SOURCE_ROOT

COMPLETIONS = SOURCE_ROOT / 'data' / 'completions'
MANUAL = SOURCE_ROOT / 'data' / 'man' / 'gnomonctl.1'

# With every command; the shells complete them, too.
COMMON = ['--help', '--json']


def show_help(*words):
    return subprocess.run([CTL, 'help', *words], capture_output=True, text=True, check=True).stdout


def rows(text, section):
    """The first column of a section of the help."""
    found = re.search(rf'^{section}\n((?:  .*\n)+)', text, re.MULTILINE)
    lines = found.group(1).splitlines() if found else []
    return [re.split('  +', line.strip())[0] for line in lines]


def names_of(text):
    return [row.split()[0] for row in rows(text, 'Commands')]


def options_of(text):
    return sorted(re.search(r'--[\w-]+', row).group() for row in rows(text, 'Options'))


def read_commands():
    """All that the help tells: the words of each command, and its options."""
    commands = {}
    for name in names_of(show_help()):
        if name == 'help':
            continue
        text = show_help(name)
        commands[name,] = options_of(text)
        for child in names_of(text):
            commands[name, child] = options_of(show_help(name, child))
    return commands


COMMANDS = read_commands()
NAMES = sorted({words[0] for words in COMMANDS} | {'help'})


def children_of(name):
    return sorted(words[1] for words in COMMANDS if words[0] == name and len(words) == 2)


def bash(*words):
    """What bash would offer for the last word."""
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gnomonctl;'
              'printf "%s\\n" "${COMPREPLY[@]}"')
    done = subprocess.run(
        ['bash', '--norc', '-c', script, '-', COMPLETIONS / 'gnomonctl.bash', 'gnomonctl', *words],
        capture_output=True, text=True, check=True)
    assert done.stderr == ''
    return sorted(line for line in done.stdout.splitlines() if line)


def fish(*words):
    line = ' '.join(['gnomonctl', *words])
    done = subprocess.run(
        ['fish', '--no-config', '-c', 'source $argv[1]; complete -C $argv[2]',
         COMPLETIONS / 'gnomonctl.fish', line], capture_output=True, text=True, check=True,
        env={**os.environ, 'PATH': f'{os.path.dirname(CTL)}:{os.environ["PATH"]}'})
    assert done.stderr == ''
    return sorted(line.split('\t')[0] for line in done.stdout.splitlines())


SHELLS = [pytest.param(shell, marks=pytest.mark.skipif(
    shutil.which(shell.__name__) is None, reason=f'no {shell.__name__} here'))
    for shell in (bash, fish)]


@pytest.mark.parametrize('shell', SHELLS)
def test_the_shell_completes_commands(shell):
    assert shell('') == NAMES
    assert shell('un') == ['undo']
    assert shell('help', '') == [name for name in NAMES if name != 'help']
    for name in NAMES:
        if children_of(name):
            assert shell(name, '') == children_of(name)


@pytest.mark.parametrize('shell', SHELLS)
def test_the_shell_completes_options(shell):
    assert shell('--') == sorted(COMMON + ['--version'])
    for words, options in COMMANDS.items():
        expected = set(options)
        # What is no subcommand is the first of them.
        if len(words) == 1 and children_of(words[0]):
            expected |= set(next(o for w, o in COMMANDS.items()
                                 if w[0] == words[0] and len(w) == 2))
        offered = set(shell(*words, '--'))
        assert expected <= offered, words
        # fish offers the options of a command to all its subcommands.
        if shell is bash:
            assert expected == offered, words


@pytest.mark.parametrize('shell', SHELLS)
def test_the_shell_completes_values(shell):
    assert shell('list', '--order', '') == ['asc', 'desc']
    assert shell('list', '--type', '') == ['event', 'meeting', 'reminder']
    assert shell('remind', 'list', '--type', 'e') == ['email']
    assert shell('delete', '7', '--scope', '') == ['all', 'future', 'this']
    assert shell('attendees', 'respond', '7', '8', 'a') == ['accepted']
    assert shell('create', 'reminder_') == ['reminder_minutes_before=', 'reminder_set=']
    assert shell('calendars', 'edit', 'Work', 'n') == ['name=']


def test_the_shell_completes_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / 'holidays.ics').touch()
    assert bash('import', 'ho') == bash('export', 'ho') == ['holidays.ics']
    assert bash('list', 'ho') == []


def test_fields_are_those_of_the_help():
    text = show_help('create')
    fields = re.search(r'The fields are:\n((?:  .*\n)+)', text).group(1)
    assert bash('create', '') == sorted(f'{field}=' for field in re.findall(r'\w+', fields))


def test_zsh():
    text = (COMPLETIONS / 'gnomonctl.zsh').read_text()
    assert text.startswith('#compdef gnomonctl\n')
    for words, options in COMMANDS.items():
        assert f"'{words[-1]}:" in text, words
        for option in options:
            assert option in text, option
    if shutil.which('zsh'):
        subprocess.run(['zsh', '-f', '-n', COMPLETIONS / 'gnomonctl.zsh'], check=True)


# The manual page

def plain(text):
    return text.replace('\\-', '-').replace('\\&', '')


def test_the_manual_names_all():
    text = plain(MANUAL.read_text())
    for words, options in COMMANDS.items():
        if not children_of(words[0]) or len(words) == 2:
            assert re.search(rf'^(\.B |\\fB){" ".join(words)}(\\fR|$)', text, re.MULTILINE), words
        for option in options:
            assert option in text, option
    assert '\\fBhelp\\fR' in text
    for code in rows(show_help(), 'Exit codes'):
        assert f'\n.B {code}\n' in text


@pytest.mark.skipif(shutil.which('man') is None, reason='no man here')
def test_the_manual_is_well_formed():
    done = subprocess.run(
        ['man', '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', MANUAL],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True,
        env={**os.environ, 'MANWIDTH': '80', 'LC_ALL': 'C.UTF-8'})
    assert done.stderr == ''
