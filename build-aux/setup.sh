# shellcheck shell=bash disable=SC2034,SC2154
# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by run and test: what the distribution must have, and the build. Sourced, not run.
#
# setup_packages PURPOSE GROUP…   install what is missing of the groups `build`, `test`, `flatpak`
# setup_build FOLDER OPTION…      configure (or reconfigure) a build folder and compile it
#
# The caller has set `root`, the top of the checkout.

say () { printf '\033[1m%s\033[0m\n' "$*" >&2; }
warn () { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die () { warn "$*"; exit 1; }

# Without a terminal the escapes would only stand in a log.
[ -t 2 ] || say () { printf '%s\n' "$*" >&2; }

# --- packages -----------------------------------------------------------------------------------

apt_build='gcc libc6-dev meson ninja-build pkg-config gettext
  libglib2.0-bin libglib2.0-dev libgtk-4-dev libadwaita-1-dev libsqlite3-dev libjson-glib-dev
  libnotify-dev libical-dev libcurl4-gnutls-dev libgmime-3.0-dev libsecret-1-dev
  desktop-file-utils gtk-update-icon-cache
  at-spi2-core dbus adwaita-icon-theme librsvg2-common tzdata python3'
apt_test='appstream dunst gnome-keyring notification-daemon
  fish gcovr gir1.2-atspi-2.0 gir1.2-matepanelapplet-4.0 gjs imagemagick jq
  libnotify-bin locales man-db openssl
  poppler-utils python3-aiosmtpd python3-dateutil python3-dbusmock python3-gi python3-pytest
  sqlite3 strace x11-xserver-utils xauth xdotool xvfb zsh'
# What makes a runtime of Debian's packages, and the portals that a desktop has.
apt_flatpak='bubblewrap debian-archive-keyring elfutils flatpak flatpak-builder mmdebstrap ostree
  xdg-desktop-portal xdg-desktop-portal-gtk'

dnf_build='gcc glibc-devel meson ninja-build pkgconf-pkg-config gettext
  glib2 glib2-devel gtk4-devel libadwaita-devel sqlite-devel json-glib-devel
  libnotify-devel libical-devel libcurl-devel gmime30-devel libsecret-devel
  desktop-file-utils gtk-update-icon-cache
  at-spi2-core dbus-daemon adwaita-icon-theme librsvg2 tzdata python3'
dnf_test='appstream dunst gnome-keyring notification-daemon
  gcovr glibc-locale-source ImageMagick libasan libnotify libubsan openssl
  poppler-utils python3-aiosmtpd python3-dateutil python3-dbusmock python3-gobject
  python3-pytest sqlite strace xdotool
  xorg-x11-server-Xvfb xorg-x11-xauth xrdb'

pacman_build='gcc meson ninja pkgconf gettext glib2 glib2-devel gtk4 libadwaita sqlite json-glib
  libnotify libical curl gmime3 libsecret desktop-file-utils gtk-update-icon-cache
  at-spi2-core dbus adwaita-icon-theme librsvg tzdata python'
# gcovr is not among Arch's packages; the coverage is left out there.
pacman_test='appstream dunst gnome-keyring notification-daemon
  imagemagick openssl poppler python-aiosmtpd python-dateutil python-dbusmock
  python-gobject python-pytest
  strace xdotool xorg-server-xvfb xorg-xauth xorg-xrdb'

package_manager () {
  local manager
  for manager in apt-get dnf pacman; do
    if command -v "$manager" >/dev/null; then
      echo "$manager"
      return
    fi
  done
}

# Prints those of the packages that are not installed.
missing_packages () {
  local manager=$1
  shift
  case $manager in
    apt-get)
      comm -23 <(printf '%s\n' "$@" | sort) \
        <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null \
            | sed -n 's/ installed$//p' | sort)
      ;;
    dnf)
      local package
      for package in "$@"; do
        rpm -q --whatprovides "$package" >/dev/null 2>&1 || echo "$package"
      done
      ;;
    pacman)
      pacman -T "$@" || true
      ;;
  esac
}

# Runs a command as root: as we are, or by sudo. The caller has said why.
as_root () {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    die "Neither root nor sudo: have an administrator run: $*"
  fi
}

install_packages () {
  local manager=$1
  shift
  case $manager in
    apt-get)
      local options=(-y --no-install-recommends -o DPkg::Lock::Timeout=300)
      local apt=(env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}")
      # The lists of a fresh machine are empty or old; fetch them when they do not do.
      if ! apt-get install -s --no-install-recommends "$@" >/dev/null 2>&1; then
        as_root "${apt[@]}" update
        as_root "${apt[@]}" install "$@"
      elif ! as_root "${apt[@]}" install "$@"; then
        warn 'The package lists seem to be old; fetching them anew.'
        as_root "${apt[@]}" update
        as_root "${apt[@]}" install "$@"
      fi
      ;;
    dnf)
      as_root dnf install -y "$@"
      ;;
    pacman)
      as_root pacman -S --needed --noconfirm "$@"
      ;;
  esac
}

setup_packages () {
  local purpose=$1 manager group list missing
  local -a wanted=()
  shift

  manager=$(package_manager)
  if [ -z "$manager" ]; then
    warn "No package manager known here (apt-get, dnf, pacman); taking what is installed."
    return
  fi

  for group in "$@"; do
    list=${manager%-get}_$group
    read -r -d '' -a list <<<"${!list}" || true
    wanted+=("${list[@]}")
  done

  mapfile -t missing < <(missing_packages "$manager" "${wanted[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0

  say "To $purpose, these packages are installed by $manager$(
    [ "$(id -u)" = 0 ] || echo ' (sudo may ask for your password)'):"
  printf '  %s\n' "${missing[*]}" | fold -s -w 96 >&2
  install_packages "$manager" "${missing[@]}" >&2 || die 'The packages could not be installed.'
}

# --- build --------------------------------------------------------------------------------------

setup_build () {
  local folder=$1 log
  shift

  # A folder of another checkout, or one that broke off, is of no use.
  if [ -d "$folder" ] && ! [ -f "$folder/build.ninja" ]; then
    rm -rf "$folder"
  fi

  mkdir -p "$folder"
  log=$folder/setup.log
  if [ -f "$folder/build.ninja" ]; then
    # Costs nothing where the options stand already, as they do from the second run on.
    if [ "$(cat "$folder/options" 2>/dev/null)" != "$*" ]; then
      meson configure "$folder" "$@" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
    fi
  else
    say "Configuring $folder"
    meson setup "$folder" "$root" "$@" >"$log" 2>&1 || { cat "$log" >&2; return 1; }
  fi
  printf '%s' "$*" >"$folder/options"

  if ! ninja -C "$folder" -n | grep -q 'no work to do'; then
    say "Building $folder"
    if ! ninja -C "$folder" >"$folder/build.log" 2>&1; then
      sed -n '/^FAILED\|error:/,$p' "$folder/build.log" >&2
      return 1
    fi
    # A warning of the compiler's concerns whoever builds.
    grep -A6 'warning:' "$folder/build.log" >&2 || true
  fi
}
