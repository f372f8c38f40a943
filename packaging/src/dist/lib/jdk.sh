# Finds a JDK 25 without starting one: every JDK states its version in its file `release`.
# Sourced by the launchers, by ./crm, by ./verify and by the Maven wrapper. Sets `jdk`.
# shellcheck shell=sh

quorate_jdk_version=25

# Is directory $1 a Java home of the wanted version? Forks nothing.
is_wanted_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r jdk_key jdk_value; do
        [ "$jdk_key" = JAVA_VERSION ] || continue
        case $jdk_value in
        "\"$quorate_jdk_version\"" | "\"$quorate_jdk_version".* | "\"$quorate_jdk_version"[-+]*) return 0 ;;
        *) return 1 ;;
        esac
    done <"$1/release"
    return 1
}

# Looks in QUORATE_JAVA_HOME, JAVA_HOME, `java` in PATH, and where systems keep their JDKs.
find_jdk() {
    for jdk in "${QUORATE_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
        if is_wanted_jdk "$jdk"; then return 0; fi
    done
    jdk=$(command -v java) && jdk=$(readlink -f "$jdk") && jdk=${jdk%/bin/java}
    if is_wanted_jdk "$jdk"; then return 0; fi
    for jdk in /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* /opt/temurin* "${HOME:-/root}"/.jdks/* \
        "${HOME:-/root}"/.sdkman/candidates/java/*; do
        if is_wanted_jdk "$jdk"; then return 0; fi
    done
    jdk=
    return 1
}

# Says what is missing and how to mend it; the caller exits.
explain_missing_jdk() {
    cat >&2 <<END
quorate: no JDK $quorate_jdk_version found (looked at QUORATE_JAVA_HOME, JAVA_HOME, java in PATH, /usr/lib/jvm, /opt, ~/.jdks).
Install one, for example   apt-get install openjdk-$quorate_jdk_version-jdk-headless   or Temurin $quorate_jdk_version from adoptium.net,
or point at one you have:  export QUORATE_JAVA_HOME=/path/to/jdk-$quorate_jdk_version
END
}
