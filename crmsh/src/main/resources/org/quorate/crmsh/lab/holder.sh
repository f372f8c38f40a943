# Process 1 of a laboratory: makes its memory disk and its switch, says so, then waits for the JVM that
# holds the other end of standard input. When that ends, however it ends, process 1 ends and the kernel
# kills everything in the laboratory.
set -e
mount -t tmpfs -o size=1g,mode=755 lab /run
mkdir /run/lab
ip link set lo up
ip link add name switch type bridge forward_delay 0 stp_state 0
ip link set switch up
echo ready
trap '' CHLD
exec cat >/dev/null
