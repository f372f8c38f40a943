# Looks every 2 ms whether an address is on this node (can a socket be bound to it?) and prints each change:
# "appears T", T the beginning of the last look without it; "gone T", T the end of the first look without it.
# "first T" tells that it watches. T is CLOCK_MONOTONIC in microseconds. Ends with its node.
use strict;
use warnings;
use POSIX ();
use Socket;

my $packed = pack_sockaddr_in(0, inet_aton($ARGV[0]));
my $call = (POSIX::uname())[4] =~ /^(?:aarch64|riscv64)/ ? 113 : 228;

sub now {
    my $time = pack('q2', 0, 0);
    syscall($call, 1, $time) == 0 or die "clock_gettime: $!\n";
    my ($seconds, $nanos) = unpack('q2', $time);
    return int($seconds * 1e6 + $nanos / 1e3);
}

$| = 1;
my $there = 0;
my $without = now();
print "first $without\n";
while (1) {
    my $begun = now();
    socket(my $socket, AF_INET, SOCK_DGRAM, 0) or die "socket: $!\n";
    my $found = bind($socket, $packed) ? 1 : 0;
    close $socket;
    my $ended = now();
    if ($found && !$there) { print "appears $without\n" }
    if (!$found && $there) { print "gone $ended\n" }
    $without = $begun if !$found;
    $there = $found;
    select undef, undef, undef, 0.002;
}
