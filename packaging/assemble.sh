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

# Caches of loaded and linked classes (JEP 483, 514): one training run per program, through its launcher, so
# that the flags are those of every later run. A program that cannot be trained still runs, only slower: that
# is said, and not fatal.
train() { # PROGRAM ARGUMENTS...
    program=$1
    shift
    tries=0
    while [ ! -s "$dist/lib/$program.aot" ] && [ $tries -lt 3 ]; do # a busy machine may have it miss its limits
        QUORATE_JAVA_OPTS="-XX:AOTCacheOutput=$dist/lib/$program.aot" \
            timeout -k 5 180 "$dist/bin/$program" "$@" >"$root/target/train-$program.log" 2>&1 || :
        tries=$((tries + 1))
    done
    if [ ! -s "$dist/lib/$program.aot" ]; then
        echo "assemble: no start-up cache for $program; why: $root/target/train-$program.log" >&2
    fi
}

# The shell learns on a living cluster of one, on loopback; without one it learns what a shell without does.
# What decides it learns on a cluster in a file, of three nodes with something of most kinds.
train_shell() {
    work=$(mktemp -d) # short: the path of a socket may have 107 characters
    daemon=
    if "$dist/bin/quorated" setup --cluster training --insecure --port $((20000 + $$ % 12000 * 2)) --out "$work" --run "$work/run" \
        --log "$work/log" t=127.0.0.1 >"$work/said" 2>&1; then
        "$dist/bin/quorated" run --settings "$work/t/quorated.conf" >"$work/said" 2>&1 </dev/null &
        daemon=$!
        tries=0
        while [ ! -S "$work/run/quorate.sock" ] && kill -0 "$daemon" 2>/dev/null && [ $tries -lt 200 ]; do # 20 s
            sleep 0.1
            tries=$((tries + 1))
        done
    fi
    train crm --settings "$work/t/quorated.conf" <<END
help
status
node list
configure
primitive trained ocf:quorate:Dummy op monitor interval=10s
primitive taught ocf:quorate:Dummy op monitor interval=10s
group course trained taught
verify
show
commit
up
resource list
resource why trained
cluster status
status
cluster wait
status
resource list
configure show
simulate --input $root/packaging/src/train/cluster.xml --save $work/settled.xml
simulate --input $work/settled.xml
simulate --input $work/settled.xml --scores
simulate --input $work/settled.xml --node-lost n1 --save $work/lost.xml
simulate --input $work/lost.xml --node-up n1
simulate --input $work/settled.xml --node-down n2
simulate --input $work/settled.xml --node-standby n1
simulate --input $work/settled.xml --resource-failed server
END
    if [ -n "$daemon" ]; then
        kill "$daemon" 2>/dev/null || :
        wait "$daemon" || :
    fi
    rm -rf "$work"
}

has_class() { # JAR-PREFIX CLASS-FILE
    "$jdk/bin/jar" tf "$dist"/lib/"$1"*.jar "$2" 2>/dev/null | grep -q .
}
if has_class crm-core- org/quorate/daemon/Quorated.class; then train quorated --train "$root/target/training" </dev/null; fi
if has_class crmsh- org/quorate/crmsh/terminal/Crm.class; then train_shell; fi
touch "$dist/.built"
