# shellcheck shell=sh
# Finds, or installs where it can, the JDK 25 and the Maven that this project needs. For sourcing; the caller sets $name, what
# its messages begin with. Everything is said on standard error.

say() {
    printf '%s: %s\n' "${name:?}" "$*" >&2
}
die() {
    say "$*"
    exit 1
}

# The feature release of a JDK's folder, read from its own file rather than by starting it; 0 if it is none.
release_of() {
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || release=
    echo "${release:-0}"
}

# Sets java_home to the first JDK of release 25 or later that has the program $1 (java or javac).
find_java() {
    java_home=
    on_path=$(command -v java || :)
    [ -z "$on_path" ] || on_path=$(dirname -- "$(dirname -- "$(readlink -f "$on_path")")")
    for candidate in "${JAVA_HOME-}" "$on_path" /usr/lib/jvm/*; do
        if [ -x "$candidate/bin/$1" ] && [ "$(release_of "$candidate")" -ge 25 ]; then
            # shellcheck disable=SC2034 # for who sources this
            java_home=$candidate
            return 0
        fi
    done
    return 1
}

# What apt must install before anything can be built.
missing_packages() {
    find_java javac || echo openjdk-25-jdk-headless
    command -v mvn >/dev/null || echo maven
}

install_missing() {
    packages=$(missing_packages | tr '\n' ' ')
    packages=${packages% }
    [ -n "$packages" ] || return 0
    command -v apt-get >/dev/null ||
        die "needs JDK 25 and Maven. Install both, then run: JAVA_HOME=/path/to/jdk-25 $0"
    if [ "$(id -u)" -eq 0 ]; then
        apt-get -qq update >/dev/null 2>&1 </dev/null || say "apt-get update failed; going on with the lists at hand"
    fi
    # Without lists nothing is known of what the distribution has.
    if [ -n "$(find /var/lib/apt/lists -name '*_Packages*' 2>/dev/null | head -n 1)" ]; then
        for package in $packages; do
            [ -n "$(apt-cache show "$package" 2>/dev/null)" ] || not_packaged "$package"
        done
    fi
    [ "$(id -u)" -eq 0 ] || die "needs $packages. Run: sudo apt-get install -y $packages"
    say "installing $packages (a minute or two)"
    # shellcheck disable=SC2086 # a list of package names
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends $packages </dev/null >&2 ||
        die "apt-get could not install: $packages"
    find_java javac || die "there is still no JDK 25 in /usr/lib/jvm"
}

not_packaged() {
    case $1 in
        openjdk-*)
            say "this distribution has no $1 (Debian 13 has it). Unpack any build of OpenJDK 25, then run:"
            die "    JAVA_HOME=/path/to/jdk-25 $0"
            ;;
        *) die "this distribution has no package $1; install it by hand, then run this again." ;;
    esac
}
