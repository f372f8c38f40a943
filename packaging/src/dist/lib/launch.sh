# Starts a Java program of this distribution in place of the calling shell. Sourced by bin/crm and
# bin/quorated, which set `here` to their folder. The common path forks nothing: every millisecond here
# is a millisecond of each `crm` command.
# shellcheck shell=sh disable=SC2034

# Sets `home`, the distribution's absolute path.
find_home() {
    case $here in
    /*) ;;
    *) here=$PWD/$here ;;
    esac
    case $here in
    */../* | */..) home=$(cd "$here/.." && pwd) ;;
    */.) home=${here%/.}/.. ;;
    *) home=${here%/*} ;;
    esac
}

# Sets `jdk` and, where a cache made by that very JDK is there, `cache` (the flag naming it).
# $1 is the program's name.
find_runtime() {
    cache=
    built_with=
    [ -r "$home/lib/java-home" ] && IFS= read -r built_with <"$home/lib/java-home"
    if [ -n "${QUORATE_JAVA_HOME:-}" ] || [ ! -x "$built_with/bin/java" ]; then
        # shellcheck source-path=SCRIPTDIR source=jdk.sh
        . "$home/lib/jdk.sh"
        if ! find_jdk; then
            explain_missing_jdk
            exit 1
        fi
    else
        jdk=$built_with
    fi
    if [ "$jdk" = "$built_with" ] && [ -r "$home/lib/$1.aot" ]; then
        cache=-XX:AOTCache=$home/lib/$1.aot
    fi
}

# Sets `class_path` from the list of jars written at build time. $1 is the program's name.
find_class_path() {
    class_path=
    while IFS= read -r jar; do
        class_path=$class_path${class_path:+:}$home/lib/$jar
    done <"$home/lib/$1.jars"
}
