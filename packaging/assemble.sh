#!/bin/sh
# Lays out target/quorate from the jars Maven made: assemble.sh ROOT CLASSPATH-FILE
# The new tree is built beside the old one and swapped in, so that a running daemon keeps its files.
set -eu
root=$(cd "$1" && pwd -P)
class_path_file=$2
dist=$root/target/quorate
new=$root/target/quorate.new

# shellcheck source=packaging/src/dist/lib/jdk.sh
. "$root/packaging/src/dist/lib/jdk.sh"
find_jdk || {
    explain_missing_jdk
    exit 1
}

# Copies a folder's contents where it exists: parts of the house are optional.
copy_tree() { # FROM TO
    [ -d "$1" ] || return 0
    mkdir -p "$2"
    cp -Rp "$1/." "$2"
}

rm -rf "$new" "$dist.old"
mkdir -p "$new/lib"
copy_tree "$root/packaging/src/dist" "$new"
chmod 755 "$new"/bin/*

# The jars, and per program the list of those it needs: the shell speaks to a daemon through its socket,
# so Ratis and the logging back end stay off its class path.
tr ':' '\n' <"$class_path_file" | while IFS= read -r jar; do
    [ -n "$jar" ] || continue
    name=${jar##*/}
    cp -p "$jar" "$new/lib/$name"
    echo "$name" >>"$new/lib/quorated.jars"
    case $name in
    ratis-* | log4j-*) ;;
    *) echo "$name" >>"$new/lib/crm.jars" ;;
    esac
done
sed -i '/^jline-/d; /^crmsh-/d' "$new/lib/quorated.jars"

copy_tree "$root/resource-agents/ocf/quorate" "$new/lib/ocf/resource.d/quorate"
copy_tree "$root/resource-agents/helpers" "$new/lib/helpers"
copy_tree "$root/resource-agents/guardian" "$new/lib/guardian"
copy_tree "$root/config-examples" "$new/config-examples"
copy_tree "$root/docs/man" "$new/docs/man"
echo "$jdk" >"$new/lib/java-home"

[ ! -e "$dist" ] || mv "$dist" "$dist.old"
mv "$new" "$dist"
rm -rf "$dist.old"

# Caches of loaded and linked classes (JEP 483, 514): one training run per program. A program that cannot
# be trained still runs, only slower, so failure here is said and not fatal.
train() { # PROGRAM ARGUMENTS...
    program=$1
    shift
    log=$root/target/train-$program.log
    if ! QUORATE_JAVA_OPTS="-XX:AOTCacheOutput=$dist/lib/$program.aot" \
        timeout -k 5 60 "$dist/bin/$program" "$@" >"$log" 2>&1 </dev/null || [ ! -s "$dist/lib/$program.aot" ]; then
        echo "assemble: no start-up cache for $program; why: $log" >&2
    fi
}
has_class() { # JAR-PREFIX CLASS-FILE
    "$jdk/bin/jar" tf "$dist"/lib/"$1"*.jar "$2" 2>/dev/null | grep -q .
}
if has_class crmsh- org/quorate/crmsh/terminal/Crm.class; then train crm help; fi
if has_class crm-core- org/quorate/daemon/Quorated.class; then train quorated --train "$root/target/training"; fi
touch "$dist/.built"
