# Process 1 of a node: $1 name, $2 its disk's folder, $3 and $4 its addresses. Ends with its standard input.
set -e
# Only the system call: the file in /proc belongs to a root who is not ours in a user namespace.
hostname "$1" 2>/dev/null || perl -e 'exit !(syscall(+(`uname -m` =~ /^x86/ ? 170 : 161), $ARGV[0], length $ARGV[0]) == 0)' "$1"
mount --bind "$2" /mnt
# The machine's sockets, cgroups and watchdog are none of the node's business.
mount -t tmpfs -o size=64m,mode=755 run /run
mkdir /run/disk /run/lock
mount --move /mnt /run/disk
if mount -t sysfs sysfs /mnt 2>/dev/null; then
    mount --move /mnt /sys
fi
if [ -d /sys/fs/cgroup ]; then
    mount -t tmpfs -o ro cgroup /sys/fs/cgroup
fi
for device in /dev/watchdog /dev/watchdog[0-9]; do
    [ ! -e "$device" ] || mount --bind /dev/null "$device"
done
echo ready
# The other side now plugs in the link.
read -r _
ip -batch - <<END
link set lo up
link set eth0 up
address add $3/24 dev eth0
address add $4/64 dev eth0 nodad
END
echo ready
# Ignored here, the kernel itself buries the orphans that end up with process 1.
trap '' CHLD
exec cat >/dev/null
